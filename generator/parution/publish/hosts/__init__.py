"""Web servers for the published sites: settings for them, and checks of a live one."""
