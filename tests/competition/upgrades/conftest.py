"""The fixtures of the stage before are those of this one."""

from tests.competition.marking.conftest import statements

__all__ = ["statements"]
