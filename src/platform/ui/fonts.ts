import localFont from 'next/font/local'

// Latin first paint comes from two preloaded files. The "ext" files (Polish, Czech, Turkish …) are fetched
// only when a page holds such a letter, because their unicode-range says so. The range stands twice, since
// the font loader reads literals only.

const figtree = localFont({
  src: '../../../node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2',
  weight: '300 900',
  display: 'swap',
  variable: '--font-figtree',
  adjustFontFallback: 'Arial',
})

const figtreeExt = localFont({
  src: '../../../node_modules/@fontsource-variable/figtree/files/figtree-latin-ext-wght-normal.woff2',
  weight: '300 900',
  display: 'swap',
  variable: '--font-figtree-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
})

const fraunces = localFont({
  src: '../../../node_modules/@fontsource/fraunces/files/fraunces-latin-500-normal.woff2',
  weight: '500',
  display: 'swap',
  variable: '--font-fraunces',
  adjustFontFallback: 'Times New Roman',
})

const frauncesExt = localFont({
  src: '../../../node_modules/@fontsource/fraunces/files/fraunces-latin-ext-500-normal.woff2',
  weight: '500',
  display: 'swap',
  variable: '--font-fraunces-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
})

/** The class name for `<html>`: it defines the font variables that globals.css reads. */
export const fontVariables = [figtree, figtreeExt, fraunces, frauncesExt].map(font => font.variable).join(' ')
