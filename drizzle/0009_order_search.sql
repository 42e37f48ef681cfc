CREATE TABLE "order_search" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
-- Written by hand: what was searched in moves over, and the index is built once over all of it.
INSERT INTO "order_search" ("order_id", "words") SELECT "id", "search" FROM "orders";--> statement-breakpoint
DROP INDEX "orders_search_idx";--> statement-breakpoint
ALTER TABLE "orders" DROP COLUMN "search";--> statement-breakpoint
ALTER TABLE "order_search" ADD CONSTRAINT "order_search_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_search_words_idx" ON "order_search" USING gin ("words" gin_trgm_ops);--> statement-breakpoint
-- Written by hand: how many orders a name has must be told apart from none, or a search for it reads them all.
ALTER TABLE "order_search" ALTER COLUMN "words" SET STATISTICS 1000;
