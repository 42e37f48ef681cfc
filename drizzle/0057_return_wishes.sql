ALTER TABLE "return_events" DROP CONSTRAINT "return_events_type";--> statement-breakpoint
ALTER TABLE "return_lines" DROP CONSTRAINT "return_lines_wish";--> statement-breakpoint
ALTER TABLE "return_refunds" ADD COLUMN "wish" text DEFAULT 'refund' NOT NULL;--> statement-breakpoint
-- Safe: a row for each inspection of a return, few enough to be read at once.
ALTER TABLE "return_refunds" DROP CONSTRAINT "return_refunds_pkey", ADD CONSTRAINT "return_refunds_order_id_inspection_id_wish_pk" PRIMARY KEY("order_id","inspection_id","wish");--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "granted_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "granted_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
-- NOT VALID: every new and changed row is held, and no table is read under a lock (drizzle/beside/payments_checks.sql).
ALTER TABLE "payments" ADD CONSTRAINT "payments_granted" CHECK (0 <= granted_minor and refunded_minor + granted_minor <= captured_minor) NOT VALID;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_granted" CHECK (granted_minor = 0 or (granted_minor > 0 and credit_minor >= 0 and granted_minor + credit_minor = amount_minor)) NOT VALID;--> statement-breakpoint
ALTER TABLE "return_events" ADD CONSTRAINT "return_events_type" CHECK (type in ('asked', 'approved', 'refused', 'cancelled', 'wish_changed', 'received', 'inspected', 'refunded', 'not_refunded', 'expired', 'closed', 'settled'));--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_wish" CHECK (wish in ('refund', 'credit'));--> statement-breakpoint
ALTER TABLE "return_refunds" ADD CONSTRAINT "return_refunds_wish" CHECK (wish in ('refund', 'credit'));
