/** The field for the address, by which the bar at the foot of the screen leads to it. */
export const ALERT_EMAIL_ID = 'alert-email'
