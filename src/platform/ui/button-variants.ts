const ALWAYS =
  'relative inline-flex select-none items-center justify-center gap-2 rounded-control font-semibold transition-[background-color,border-color,color,transform] active:translate-y-px disabled:border disabled:border-hairline disabled:bg-sunken disabled:text-muted disabled:active:translate-y-0 [&_svg]:size-5'

const VARIANTS = {
  primary: 'bg-brand text-on-brand hover:bg-brand-hover',
  secondary: 'border border-control bg-surface text-ink hover:bg-sunken',
  quiet: 'text-ink hover:bg-ink/8',
  danger: 'bg-danger-fill text-on-danger hover:bg-danger-fill-hover',
  link: 'link min-h-6 rounded-tag px-0 font-medium active:translate-y-0',
}

const SIZES = {
  sm: 'min-h-9 px-3 text-sm [&_svg]:size-4',
  md: 'min-h-11 px-4 text-base',
  lg: 'min-h-13 px-6 text-lg',
  icon: 'size-11',
  'icon-sm': 'size-9 [&_svg]:size-4',
}

export type ButtonLook = {
  variant?: keyof typeof VARIANTS | undefined
  size?: keyof typeof SIZES | undefined
  wide?: boolean | undefined
}

/** The look of a button, for `Button` and `ButtonLink`. */
export function buttonVariants({ variant = 'primary', size = 'md', wide = false }: ButtonLook = {}): string {
  const classes = [ALWAYS, VARIANTS[variant], SIZES[size]]
  // A wide button is as wide as its column: longer words take a second line.
  classes.push(wide ? 'w-full py-1.5 text-center' : 'whitespace-nowrap')
  if (variant === 'link') classes.push('min-h-6 w-auto px-0')
  return classes.join(' ')
}
