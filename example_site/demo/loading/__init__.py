"""How ``manage.py load_demo`` fills the site: one module for each part."""
