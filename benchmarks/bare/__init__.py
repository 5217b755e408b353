"""A page of Wagtail with nothing but a text: the yardstick for our pages."""
