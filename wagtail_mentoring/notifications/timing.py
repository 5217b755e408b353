"""The hours of a recipient's day, and the mornings of digests: always in their own time zone (M-20)."""

import datetime as dt

DAY = dt.timedelta(days=1)


def next_open_hour(moment, zone, program):
    """Return ``moment``, or the next one that lies in the program's hours for mails that can wait."""
    local = moment.astimezone(zone)
    if program.mail_from_hour <= local.hour < program.mail_until_hour:
        return moment
    day = local.date()
    if local.hour >= program.mail_until_hour:
        day += DAY
    return morning(day, zone, program)


def next_morning(moment, zone, program):
    """Return when the hours begin next: today, where they have not begun."""
    return morning(_next_day(moment, zone, program), zone, program)


def next_week(moment, zone, program):
    """Return when the hours begin on the next day for weekly digests."""
    day = _next_day(moment, zone, program)
    while day.weekday() != program.digest_weekday:
        day += DAY
    return morning(day, zone, program)


def _next_day(moment, zone, program):
    """Return the day of ``moment``, or the next one when its hours have begun."""
    today = moment.astimezone(zone).date()
    return today if morning(today, zone, program) > moment else today + DAY


def morning(day, zone, program):
    """Return the first hour of ``day``; an hour that the clocks leave out begins when it would have."""
    local = dt.datetime.combine(day, dt.time(program.mail_from_hour), tzinfo=zone)
    return local.astimezone(dt.UTC)


def day_of(moment, zone):
    """Return the beginning and the end of the day of ``moment``."""
    day = moment.astimezone(zone).date()
    start, end = (
        dt.datetime.combine(one, dt.time(), tzinfo=zone).astimezone(dt.UTC)
        for one in (day, day + DAY)
    )
    return start, end
