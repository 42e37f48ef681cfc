CREATE TABLE "document_numbers" (
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "document_numbers_series_year_pk" PRIMARY KEY("series","year"),
	CONSTRAINT "document_numbers_series" CHECK (series in ('invoice', 'credit_note')),
	CONSTRAINT "document_numbers_last" CHECK (last > 0)
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_on" date NOT NULL,
	CONSTRAINT "documents_order_id_kind_cause_id_pk" PRIMARY KEY("order_id","kind","cause_id"),
	CONSTRAINT "documents_kind" CHECK (kind in ('invoice', 'credit_note', 'reversal')),
	CONSTRAINT "documents_series" CHECK (series = case kind when 'invoice' then 'invoice' else 'credit_note' end),
	CONSTRAINT "documents_number" CHECK (number > 0),
	CONSTRAINT "documents_year" CHECK (year = extract(year from issued_on)),
	CONSTRAINT "documents_cause" CHECK (kind <> 'invoice' or cause_id = order_id),
	CONSTRAINT "documents_total" CHECK (total_minor >= 0)
);
--> statement-breakpoint
-- Safe: the table is new and empty.
ALTER TABLE "documents" ADD CONSTRAINT "documents_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_number_idx" ON "documents" USING btree ("series","year","number");--> statement-breakpoint
CREATE INDEX "documents_day_idx" ON "documents" USING btree ("issued_on");--> statement-breakpoint
-- A document that was issued is never changed and never deleted: another one corrects it.
CREATE TRIGGER documents_append_only BEFORE UPDATE OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
