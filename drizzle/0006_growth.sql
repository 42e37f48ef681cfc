CREATE TABLE "order_hours" (
	"starts_at" timestamp with time zone PRIMARY KEY NOT NULL,
	"placed" integer NOT NULL,
	"confirmed" integer NOT NULL,
	"revenue_minor" bigint NOT NULL,
	"declined" integer NOT NULL,
	"expired" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "products_category_idx";--> statement-breakpoint
CREATE INDEX "sessions_expiry_idx" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "products_position_idx" ON "products" USING btree ("position","id") WHERE active;--> statement-breakpoint
CREATE INDEX "products_newest_idx" ON "products" USING btree ("created_at" DESC NULLS LAST,"id") WHERE active;--> statement-breakpoint
CREATE INDEX "products_featured_idx" ON "products" USING btree ("position","id") WHERE active and featured;--> statement-breakpoint
CREATE INDEX "orders_standing_idx" ON "orders" USING btree ("state","money","delivery","placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payments_created_idx" ON "payments" USING brin ("created_at");--> statement-breakpoint
CREATE INDEX "refunds_newest_idx" ON "refunds" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "webhook_events_received_idx" ON "webhook_events" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "warehouse_callbacks_received_idx" ON "warehouse_callbacks" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "products_category_idx" ON "products" USING btree ("category_id","position","id") WHERE active;--> statement-breakpoint
-- Written by hand: how many orders a name has must be told apart from none, or a search for it reads them all.
ALTER TABLE "orders" ALTER COLUMN "search" SET STATISTICS 1000;
