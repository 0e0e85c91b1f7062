"""The icons, drawn on a 24 by 24 grid with strokes only; the mark-up inside their svg element."""

ICONS = {
    "alert": '<path d="M12 4l9 16H3z"/><path d="M12 10v4M12 17v.1"/>',
    "award": '<circle cx="12" cy="9" r="6"/><path d="M8.500 14L7 21l5-2.500L17 21l-1.500-7"/>',
    "back": '<path d="M9 6l-5 5 5 5M4 11h10a6 6 0 016 6v1"/>',
    "bell": '<path d="M6 16V11a6 6 0 0112 0v5l2 2H4zM10 21h4"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/>',
    "chart": '<path d="M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6"/>',
    "check": '<path d="M4.5 12.5l5 5L20 7"/>',
    "chevron-down": '<path d="M6 9l6 6 6-6"/>',
    "chevron-left": '<path d="M15 6l-6 6 6 6"/>',
    "chevron-right": '<path d="M9 6l6 6-6 6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "document": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
    "flag": '<path d="M5 21V4h11l-1.500 4L16 12H5"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>',
    "help": (
        '<circle cx="12" cy="12" r="9"/>'
        '<path d="M9.500 9.500a2.500 2.500 0 114 2c-1 .7-1.500 1.200-1.500 2.500M12 17v.1"/>'
    ),
    "home": '<path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z"/>',
    "inbox": '<path d="M4 13l3-8h10l3 8v6H4z"/><path d="M4 13h5l1 3h4l1-3h5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8v.1"/>',
    "journal": '<path d="M5 4h11a3 3 0 013 3v13H8a3 3 0 01-3-3z"/><path d="M5 17a3 3 0 013-3h11M9 8h6"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.500 6h.1M4.500 12h.1M4.500 18h.1"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 018 0v3"/>',
    "mail": '<rect x="3.500" y="5.500" width="17" height="13" rx="2"/><path d="M4 7l8 6 8-6"/>',
    "message": '<path d="M4 5h16v11H10l-5 4v-4H4z"/>',
    "offline": (
        '<path d="M3 3l18 18M5 12.500a10 10 0 014-2.400M19 12.500a10 10 0 00-3-2M8.500 16a5 5 0 017 0'
        'M2 9a15 15 0 014-2.500M22 9a15 15 0 00-11-3.900M12 19.500v.1"/>'
    ),
    "pencil": '<path d="M4 20l1-4L16 5l3 3L8 19z"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.500 20c.8-4 3.200-6 6.500-6s5.700 2 6.500 6'
        'M16 4.700a3.500 3.500 0 010 6.600M18 14.500c2 .8 3.200 2.600 3.600 5.500"/>'
    ),
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z"/>',
    "search": '<circle cx="11" cy="11" r="6.500"/><path d="M16 16l4.500 4.500"/>',
    "settings": (
        '<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.100 2.100'
        'M16.300 16.300l2.100 2.100M18.400 5.600l-2.100 2.100M7.700 16.300l-2.100 2.100"/>'
    ),
    "shield": ('<path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"/><path d="M9 12l2.200 2.200L15.500 10"/>'),
    "shop": (
        '<path d="M4 9l1.500-5h13L20 9M4 9v11h16V9M4 9c0 3 4 3 4 0 0 3 4 3 4 0 0 3 4 3 4 0 0 3 4 3 4 0M10 20v-5h4v5"/>'
    ),
    "snooze": '<circle cx="12" cy="13" r="8"/><path d="M9.500 10.500h5l-5 5h5M4 5l3-2M20 5l-3-2"/>',
    "target": '<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="5"/><circle cx="12" cy="12" r="1"/>',
    "unknown": '<path d="M9.500 9.500a2.500 2.500 0 114 2c-1 .7-1.500 1.200-1.500 2.500M12 17.500v.1"/>',
}
