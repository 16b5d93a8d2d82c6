"""The dated meetings of all groups: overview, export, import, changes by request.

All changes take the same path. Wishes become edits of meetings (`edits`); these become texts of
groups' files in which no other byte changes (`group_text`); the project is read again with them
(`working_copy`), to find the effects on readers (`effects`) and the objections (`weighing`); only
then are the files replaced (`replacing`).
"""
