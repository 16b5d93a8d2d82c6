"""What all tests share. Standing here, it also lets every room import `builders`."""

from hypothesis import settings

settings.register_profile("parution", deadline=None)
settings.load_profile("parution")
