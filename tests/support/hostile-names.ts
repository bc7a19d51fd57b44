/** Pieces of names that mean something in one of the languages that a name is written into. */
export const HOSTILE_PIECES = [
  // XML and HTML
  ...[
    ']]>',
    '<![CDATA[',
    '&#0;',
    '&#xFFFE;',
    '&lt;',
    '&amp',
    '<!--',
    '-->',
    '--!>',
    '<?xml version="1.0"?>',
    '?>'
  ],
  ...[
    '</text>',
    '</svg>',
    '</script>',
    '</title>',
    '<script>',
    '<!DOCTYPE x [',
    '<br/>',
    '>',
    '<',
    '"',
    "'",
    '&'
  ],
  ...['" onload="x', "' onload='x", 'javascript;', '{{x}}', '{@html x}', '${x}', '`x`'],
  // Comments and strings of programs
  ...[
    '*/',
    '/*',
    '//',
    '#',
    '--',
    '--[[',
    ']]',
    ']==]',
    '"""',
    "'''",
    '\\',
    '\\u000a',
    '\\n',
    '%0aevil',
    '<<<X'
  ],
  ...[
    '//# sourceMappingURL=x',
    '//@ sourceMappingURL=x',
    '@ts-nocheck',
    'go build ignore',
    '-*- coding utf-7 -*-'
  ],
  // Tables
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    ";=cmd|' /C calc'!A0;",
    '; =1',
    '\t=1',
    '＝1+1',
    '""',
    ';'
  ],
  // Markdown
  ...[
    '](x)',
    '![x](y)',
    '**x**',
    '~~x~~',
    '| x |',
    '<http;//x>',
    '<http://x>',
    'user:42:{tag}',
    'a\\,b,c',
    '5/s:1/m',
    '$x$'
  ],
  // Characters
  ...[
    '\0',
    '\u0001',
    '\b',
    '\v',
    '\f',
    '\x1b[31m',
    '\x7f',
    '\u0085',
    '\u00ad',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffd'
  ],
  ...[
    '\ufffe',
    '\uffff',
    '\ufdd0',
    '\u{1fffe}',
    '\u{10ffff}',
    '\ud800',
    '\udc00',
    '\udfff\ud800',
    '\ufff9',
    '\ue000'
  ],
  ...[
    '\u202e',
    '\u202a',
    '\u2066',
    '\u2069',
    '\u200e',
    '\u200f',
    '\u061c',
    '\u200b',
    '\u200d',
    '\u3164',
    '\u034f'
  ],
  ...[
    'a\nb',
    'a\r\nb',
    'a\u2028b',
    'ß',
    'é',
    'e\u0301',
    '日本',
    'שלום',
    '👩‍👩‍👧',
    'Z\u0351\u036b\u0343',
    'x'.repeat(300)
  ],
  // What a program may mistake for something of its own
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'NaN',
    '[object Object]',
    '%s',
    '%',
    '%25',
    '+'
  ]
]
