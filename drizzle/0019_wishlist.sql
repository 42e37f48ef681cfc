CREATE TABLE "wishes" (
	"customer_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"by_visitor" boolean NOT NULL,
	"wished_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wishes_customer_id_product_id_pk" PRIMARY KEY("customer_id","product_id")
);
--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "wishes_product_idx" ON "wishes" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "wishes_of_visitors_idx" ON "wishes" USING btree ("wished_at") WHERE by_visitor;--> statement-breakpoint
-- Orders of the time before have nothing to take off a list. Noted as done, they keep the ninth invariant.
INSERT INTO caused_effects (cause_id, kind, ref) SELECT order_id, 'wishlist.take-bought', '0 taken off' FROM order_events WHERE type = 'order.confirmed' ON CONFLICT DO NOTHING;
