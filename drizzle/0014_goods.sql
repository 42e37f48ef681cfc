CREATE TABLE "hand_overs" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "hand_overs_state" CHECK (state in ('under_way', 'not_taken', 'taken'))
);
--> statement-breakpoint
ALTER TABLE "warehouse_callbacks" ALTER COLUMN "order_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse_callbacks" ALTER COLUMN "payload" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "recall" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "recall_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "facts_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "ask_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "asks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "missing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "warehouse_callbacks" ADD COLUMN "body" text;--> statement-breakpoint
ALTER TABLE "warehouse_callbacks" ADD COLUMN "refusal" text;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispatches_ask_idx" ON "dispatches" USING btree ("ask_at") WHERE ask_at is not null;--> statement-breakpoint
CREATE INDEX "dispatches_missing_idx" ON "dispatches" USING btree ("missing_since") WHERE missing_since is not null;--> statement-breakpoint
CREATE INDEX "warehouse_callbacks_refused_idx" ON "warehouse_callbacks" USING btree ("received_at") WHERE refusal is not null;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_recall" CHECK (recall in ('requested', 'refused'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_recall_is_of_a_sent_order" CHECK (recall is null or state in ('confirmed', 'completed'));--> statement-breakpoint
ALTER TABLE "warehouse_callbacks" ADD CONSTRAINT "warehouse_callbacks_refused_is_kept" CHECK (refusal is null or body is not null);--> statement-breakpoint
-- By hand, from here on: a shop that runs has parcels under way. What the warehouse was handed is in its hands, and it is asked
-- about all that has not arrived, spread over ten minutes.
INSERT INTO "hand_overs" ("order_id", "state", "at")
SELECT d.order_id, 'taken', d.dispatched_at FROM dispatches d JOIN orders o ON o.id = d.order_id
WHERE o.state = 'confirmed' AND d.state <> 'cancelled' ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE dispatches d SET ask_at = now() + random() * interval '10 minutes' FROM orders o
WHERE o.id = d.order_id AND o.state = 'confirmed' AND d.state NOT IN ('delivered', 'cancelled');--> statement-breakpoint
-- What was made up where nothing was known (order.ts folds such events the same way).
UPDATE orders SET carrier = nullif(carrier, 'Carrier'), tracking_number = nullif(tracking_number, '')
WHERE carrier = 'Carrier' OR tracking_number = '';
