/** The id of the email field, to which the bar at the foot of the screen links. */
export const ALERT_EMAIL_ID = 'alert-email'
