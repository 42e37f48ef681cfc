/** Long enough for a mail that is read the next day. An alert that is still not confirmed was a slip or used another person's address. */
export const ALERT_CONFIRM_HOURS = 48
