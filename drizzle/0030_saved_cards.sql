CREATE TABLE "provider_customers" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"provider_id" text,
	"attempt" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_customers_providerId_unique" UNIQUE("provider_id")
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "provider_customer_id" text;