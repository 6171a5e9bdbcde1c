"""Subjects that are kept with what their answers depend on, and asked again only where that changed."""
