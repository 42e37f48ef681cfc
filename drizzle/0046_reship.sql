ALTER TABLE "cases" DROP CONSTRAINT "cases_outcome";--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "resent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- NOT VALID: every new and changed row is held, and no table is read under a lock (drizzle/beside/orders_checks.sql).
ALTER TABLE "cases" ADD CONSTRAINT "cases_outcome" CHECK (outcome in ('refund', 'reship', 'nothing')) NOT VALID;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_resent" CHECK (resent >= 0) NOT VALID;
