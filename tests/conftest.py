"""What all tests share. Standing here, it also lets every room import `builders`.

Examples are drawn anew each time, fifty of each law; one that fails is printed as a blob that
brings it back. ``pytest --hypothesis-profile=long`` tries forty times as many.
"""

from hypothesis import settings

settings.register_profile("parution", max_examples=50, deadline=None, print_blob=True)
settings.register_profile("long", settings.get_profile("parution"), max_examples=2000)
settings.load_profile("parution")
