"""Illustrated portraits of the demo's fictitious members, drawn by code.

``python -m example_site.demo.portraits DIRECTORY`` draws every portrait the demo uses. The drawings are committed as
small WebP files, so loading the demo does not have to draw anything.
"""
