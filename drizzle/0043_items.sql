ALTER TABLE "orders" DROP CONSTRAINT "orders_recall";--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "cancelled" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- NOT VALID: every new and changed row is held, and no table is read under a lock (drizzle/beside/orders_checks.sql).
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_cancelled" CHECK (0 <= cancelled and cancelled <= quantity) NOT VALID;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_recall" CHECK (recall in ('requested', 'refused', 'items')) NOT VALID;
