"""One module a page; catalogue.py lists PAGES."""
