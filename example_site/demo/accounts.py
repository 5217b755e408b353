"""The accounts to try the demo with. All have the same password."""

from typing import NamedTuple

PASSWORD = "mentoring"


class Account(NamedTuple):
    username: str
    purpose: str


ACCOUNTS = [
    Account("newmember", "a member who has not enrolled yet"),
    Account("mentee", "a mentee who is looking for a mentor"),
    Account("mentor", "a mentor with a mentee and a request to answer"),
    Account("both", "a mentee of one person and a mentor of another"),
    Account("lapsed", "a mentee whose membership has lapsed"),
    Account("coordinator", "runs the program in the admin"),
    Account("editor", "writes the program's pages in the admin"),
    Account("committee", "sits on the oversight committee"),
    Account("admin", "may do everything"),
]
