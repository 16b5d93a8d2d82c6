"""The dated meetings of all groups: seen as a whole, exported, imported, changed by request.

Whatever changes them goes one way. Wishes become edits of meetings (`edits`); these become texts
of groups' files in which not one byte besides is touched (`group_text`); the project is read anew
as it would be (`draft`), which tells what opens, closes and moves, for whom, and what speaks
against it (`proposal`); and only then are the files replaced (`replacing`).
"""
