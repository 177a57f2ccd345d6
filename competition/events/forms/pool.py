"""Members of the pool."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, SelectMultipleField, StringField, widgets
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from competition.events.forms.competitions import LONGEST
from competition.events.forms.lists import list_of
from competition.forms import BaseForm
from competition.people.models import User
from competition.people.pool.models import PoolMember
from competition.people.pool.rules import Post
from competition.people.queries import users_called
from competition.words import choices


class MemberForm(BaseForm):
    """What is known about somebody of the pool."""

    posts = SelectMultipleField(
        _l("Posts"),
        [InputRequired()],
        coerce=Post,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    organisation = StringField(_l("Organisation"), [Length(max=LONGEST)])
    qualification = StringField(_l("Qualification"), [Length(max=LONGEST)])
    level = SelectField(_l("Skill level held"), choices=list_of("SkillLevel"))
    occupations = StringField(_l("Occupations"), [Length(max=400)])
    trained_on = DateField(_l("Trained on"), [Optional()])
    card_number = StringField(_l("Card number"), [Length(max=60)])
    card_expires_on = DateField(_l("Card expires on"), [Optional()])

    def __init__(self, member: PoolMember | None = None, **values: Any) -> None:
        if member is not None:
            there = member.user.organisation
            values = {"posts": member.posts, "organisation": there.name_zh if there else ""}
        super().__init__(obj=member, **values)
        self.posts.choices = choices("Post")

    def validate_card_expires_on(self, field: DateField) -> None:
        trained: date | None = self.trained_on.data
        if field.data and trained and field.data < trained:
            raise ValidationError(gettext("The card expires before the training."))


class NewMemberForm(MemberForm):
    """Who comes into the pool."""

    user: User

    who = StringField(_l("User name or name"), [InputRequired(), Length(max=LONGEST)])

    def validate_who(self, field: StringField) -> None:
        found = users_called(field.data or "")
        if len(found) != 1:
            raise ValidationError(
                gettext(
                    "Type the user name of somebody who can sign in. The administrator adds users."
                )
            )
        self.user = found[0]


class RelationForm(BaseForm):
    """An organisation that somebody declares a relation to."""

    related = StringField(_l("Related organisation"), [InputRequired(), Length(max=LONGEST)])
    reason = StringField(_l("Reason"), [Length(max=LONGEST)])
