"""The first bytes of files, by which programs know their kind whatever their name."""

ZIP = b"PK\x03\x04"
"""Archives; documents of Word, Excel and LibreOffice."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Documents of Office before 2007, or with a password; messages that Outlook saved (.msg)."""

PDF = b"%PDF-"
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
GZIP = b"\x1f\x8b"
