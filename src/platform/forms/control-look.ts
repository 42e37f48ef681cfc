/** The shared look of text fields and selects: border of 3:1, 16 px text, room for a finger. */
export const controlLook =
  'w-full min-w-0 rounded-control border border-control bg-surface px-3 text-base text-ink transition-[border-color] hover:border-ink aria-invalid:border-danger aria-invalid:shadow-[inset_0_0_0_1px_var(--danger)] disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted'
