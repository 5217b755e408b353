"""The read side: who fits whom, and finding them.

``scoring`` is the one score; ``search`` finds people; ``pool``, ``columns`` and
``changes`` make it fast; ``index`` keeps it up to date.
"""
