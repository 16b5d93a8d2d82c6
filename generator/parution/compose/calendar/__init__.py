"""The calendar of a site, as iCalendar (RFC 5545)."""
