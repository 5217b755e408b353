"""The accounts to try the demo with. All have the same password."""

from typing import NamedTuple

PASSWORD = "mentoring"


class Account(NamedTuple):
    username: str
    purpose: str


class Staff(NamedTuple):
    username: str
    name: str
    group: str = ""
    is_superuser: bool = False


ACCOUNTS = [
    Account("newmember", "a member who has not enrolled yet"),
    Account("mentee", "a mentee who has asked two people and was asked by one"),
    Account("mentor", "a mentor with one mentee and a request to answer"),
    Account("both", "a mentor of one person and the mentee of another"),
    Account("lapsed", "a mentee whose membership has lapsed"),
    Account("pending", "a new member whom the office has not confirmed yet"),
    Account("coordinator", "runs the program in the admin"),
    Account("editor", "writes the program's pages in the admin"),
    Account("committee", "sits on the oversight committee"),
    Account("admin", "may do everything"),
]

STAFF = [
    Staff("coordinator", "Miriam Kestrel", "Mentoring coordinators"),
    Staff("editor", "Tom Ashgrove", "Mentoring editors"),
    Staff("committee", "Ingrid Solvang", "Oversight committee"),
    Staff("admin", "Robin Hale", is_superuser=True),
]
