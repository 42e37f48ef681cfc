CREATE TABLE "followers" (
	"event" text NOT NULL,
	"queue" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "followers_event_queue_pk" PRIMARY KEY("event","queue")
);--> statement-breakpoint
-- These have followed from the first day. Whatever comes later notes itself when the queues are prepared.
INSERT INTO "followers" ("event", "queue", "since") SELECT event, queue, '-infinity' FROM (VALUES
  ('order.confirmed', 'warehouse.dispatch'), ('order.confirmed', 'notifications.send-confirmation'),
  ('order.confirmed', 'invoices.render'), ('order.confirmed', 'analytics.record-sale'),
  ('order.recall_requested', 'warehouse.recall'),
  ('order.cancelled', 'warehouse.recall'), ('order.cancelled', 'notifications.send-cancelled'),
  ('order.refunded', 'notifications.send-refunded'), ('order.refunded', 'analytics.record-refund'),
  ('order.refund_failed', 'notifications.send-refund-failed'), ('order.refund_failed', 'analytics.record-refund-failed'),
  ('order.shipped', 'notifications.send-shipped'), ('order.delivered', 'notifications.send-delivered'),
  ('order.mail_repeated', 'notifications.repeat-mail'), ('order.invoice_repeated', 'invoices.redraw'),
  ('order.hand_over_repeated', 'warehouse.repeat-dispatch')) AS followed(event, queue);
