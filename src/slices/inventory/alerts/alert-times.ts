/** Long enough for a mail that is read the next day; what nobody confirmed by then was a slip, or somebody else's address. */
export const ALERT_CONFIRM_HOURS = 48
