"""Recordings from wagtailmedia's library (docs/how-to/wagtailmedia.md)."""
