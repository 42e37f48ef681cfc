import { cva, type VariantProps } from 'class-variance-authority'

/** The look of a button, for `Button` and `ButtonLink`. */
export const buttonVariants = cva(
  'relative inline-flex select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-semibold transition-[background-color,border-color,color,transform] active:translate-y-px disabled:border disabled:border-hairline disabled:bg-sunken disabled:text-muted disabled:active:translate-y-0 [&_svg]:size-5',
  {
    variants: {
      variant: {
        primary: 'bg-brand text-on-brand hover:bg-brand-hover',
        secondary: 'border border-control bg-surface text-ink hover:bg-sunken',
        quiet: 'text-ink hover:bg-ink/8',
        danger: 'bg-danger-fill text-on-danger hover:bg-danger-fill-hover',
        link: 'link h-auto min-h-6 rounded-tag px-0 font-medium active:translate-y-0',
      },
      size: {
        sm: 'h-9 px-3 text-sm [&_svg]:size-4',
        md: 'h-11 px-4 text-base',
        lg: 'h-13 px-6 text-lg',
        icon: 'size-11',
        'icon-sm': 'size-9 [&_svg]:size-4',
      },
      wide: { true: 'w-full', false: '' },
    },
    compoundVariants: [{ variant: 'link', class: 'h-auto w-auto px-0' }],
    defaultVariants: { variant: 'primary', size: 'md', wide: false },
  },
)

export type ButtonLook = VariantProps<typeof buttonVariants>
