"""Registers what ``wagtail_admin`` defines, nothing else."""

from wagtail import hooks

from .wagtail_admin.log_actions import LOG_ACTIONS


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, message in LOG_ACTIONS:
        actions.register_action(f"wagtail_mentoring.{name}", label, message)
