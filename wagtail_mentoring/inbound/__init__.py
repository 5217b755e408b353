"""Mails that members send in answer to the site's: off until a site names an address for them.

``addresses`` writes and finds the secret in an address, ``reading`` takes a mail apart, ``parts`` finds its
words and files, ``html``, ``plain`` and ``quotes`` what was written anew; ``backends`` and ``imap`` fetch mails. Nothing here knows the database; what
becomes of a mail is in ``actions.replies``.
"""
