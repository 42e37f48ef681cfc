CREATE TABLE "addresses" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"address" jsonb NOT NULL,
	"is_default" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "addresses_customer_id_id_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "addresses_label_length" CHECK (char_length(label) <= 60),
	CONSTRAINT "addresses_address_length" CHECK (char_length(address::text) <= 2000)
);
--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_default_idx" ON "addresses" USING btree ("customer_id") WHERE is_default;