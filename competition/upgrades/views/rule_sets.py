"""Rule sets: the versions there are, a file that comes in, one version to read."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from competition.database import db
from competition.language import local
from competition.permissions import Permission, requires, signed_in
from competition.upgrades import operations
from competition.upgrades.content import reward_of
from competition.upgrades.forms import ChooseForm, FileForm
from competition.upgrades.models import RuleSetVersion
from competition.upgrades.queries import draft_of, governed_by, known_digests, versions
from competition.upgrades.views.blueprint import bp
from competition.upgrades.wording import rank_text, scope_text
from judging.errors import Fault, Faults
from judging.rulesets import parse_rule_book


@bp.route("/rule-sets", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def rule_sets() -> ResponseReturnValue:
    """Every version, and a file that is checked as a whole before anything is kept."""
    form = FileForm()
    faults: tuple[Fault, ...] = ()
    if form.submitted():
        try:
            draft = operations.keep_draft(
                form.document, form.file.data.filename or "", now=datetime.now(UTC), by=current_user
            )
        except Faults as refused:
            faults = refused.faults
        else:
            db.session.commit()
            return redirect(url_for(".choose", draft_id=draft.id))
    found = db.paginate(versions(), per_page=20)
    return render_template("upgrades/rule_sets.html", form=form, found=found, faults=faults)


@bp.route("/rule-sets/files/<int:draft_id>", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def choose(draft_id: int) -> ResponseReturnValue:
    """Which rule sets of a file to take; what is there word for word already changes nothing."""
    draft = draft_of(current_user, draft_id) or abort(404)
    book, form = parse_rule_book(draft.document), ChooseForm()
    form.keys.choices = [(key, local(one)) for key, one in book.rule_sets.items()]
    known = known_digests(one.digest for one in book.rule_sets.values())
    if form.submitted():
        now = datetime.now(UTC)
        taken = operations.import_rule_sets(
            draft.document, form.keys.data, now=now, by=current_user
        )
        new = sum(version.digest not in known for version in taken)
        db.session.delete(draft)
        db.session.commit()
        flash(
            ngettext("%(num)s rule set imported", "%(num)s rule sets imported", new)
            + _("; %(count)s unchanged.", count=len(taken) - new)
        )
        return redirect(url_for(".rule_sets"))
    return render_template("upgrades/choose.html", draft=draft, book=book, form=form, known=known)


@bp.get("/rule-sets/<int:version_id>")
@signed_in
def rule_set(version_id: int) -> ResponseReturnValue:
    """One version as people read it."""
    version = db.get_or_404(RuleSetVersion, version_id)
    texts = {text["rule_id"]: text for text in version.document["rules"]}
    rules = [
        (rule, scope_text(rule), rank_text(texts[rule.rule_id]["rank"]), reward_of(rule.reward))
        for rule in version.rule_set.rules
    ]
    return render_template(
        "upgrades/rule_set.html", version=version, rules=rules, events=governed_by(version.id)
    )
