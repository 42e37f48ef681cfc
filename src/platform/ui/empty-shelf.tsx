/** Three places on a shelf, two of them empty: dashed where something could stand. */
export function EmptyShelf() {
  return (
    <svg width="168" height="104" viewBox="0 0 168 104" fill="none" aria-hidden="true">
      <path d="M4 88h160" stroke="var(--ink)" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M28 88v12M140 88v12" stroke="var(--ink)" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M34 88h22l15-5H49z" fill="var(--ink)" opacity="0.12" />
      <path
        d="M24 86c-7-9-12-19-12-30 0-11 9-15 9-25 0-5-2-7-2-11h18c0 4-2 6-2 11 0 10 9 14 9 25 0 11-5 21-12 30z"
        fill="var(--accent)"
      />
      <path
        d="M28 86c4-9 6-19 6-30 0-11-4-15-4-25V20h7c0 4-2 6-2 11 0 10 9 14 9 25 0 11-5 21-12 30z"
        fill="var(--ink)"
        opacity="0.16"
      />
      <path
        d="M70 50h28v30a6 6 0 0 1-6 6H76a6 6 0 0 1-6-6zM98 56h5a7 7 0 0 1 0 18h-5"
        stroke="var(--control)"
        strokeWidth="2"
        strokeDasharray="4 4"
        strokeLinecap="round"
      />
      <path
        d="M118 64h36c0 12-6 22-14 22h-8c-8 0-14-10-14-22z"
        stroke="var(--control)"
        strokeWidth="2"
        strokeDasharray="4 4"
        strokeLinecap="round"
      />
    </svg>
  )
}
