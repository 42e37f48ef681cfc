ALTER TABLE "hand_overs" ADD COLUMN "told_version" integer;--> statement-breakpoint
CREATE TABLE "withdrawal_lines" (
	"withdrawal_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "withdrawal_lines_withdrawal_id_order_line_id_pk" PRIMARY KEY("withdrawal_id","order_line_id"),
	CONSTRAINT "withdrawal_lines_quantity" CHECK (quantity > 0)
);
--> statement-breakpoint
CREATE TABLE "withdrawals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	"declared_by" text NOT NULL,
	"state" text NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" text,
	"refusal" text,
	"refund_id" uuid,
	CONSTRAINT "withdrawals_state" CHECK (state in ('open', 'cancelled', 'refunded', 'refused')),
	CONSTRAINT "withdrawals_settled" CHECK ((state = 'open') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
	CONSTRAINT "withdrawals_refused_because" CHECK ((state = 'refused') = (refusal is not null)),
	CONSTRAINT "withdrawals_refunded_by" CHECK ((state = 'refunded') = (refund_id is not null)),
	CONSTRAINT "withdrawals_name_length" CHECK (char_length(name) <= 100),
	CONSTRAINT "withdrawals_email_length" CHECK (char_length(email) <= 254),
	CONSTRAINT "withdrawals_refusal_length" CHECK (char_length(refusal) <= 200)
);
--> statement-breakpoint
ALTER TABLE "withdrawal_lines" ADD CONSTRAINT "withdrawal_lines_withdrawal_id_withdrawals_id_fk" FOREIGN KEY ("withdrawal_id") REFERENCES "public"."withdrawals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawal_lines" ADD CONSTRAINT "withdrawal_lines_order_line_id_order_lines_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "withdrawal_lines_line_idx" ON "withdrawal_lines" USING btree ("order_line_id");--> statement-breakpoint
CREATE INDEX "withdrawals_order_idx" ON "withdrawals" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "withdrawals_newest_idx" ON "withdrawals" USING btree ("declared_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "withdrawals_open_idx" ON "withdrawals" USING btree ("declared_at") WHERE state = 'open';--> statement-breakpoint
-- Those who answer customers see who withdrew from a contract, and settle it.
UPDATE roles SET permissions = array_append(permissions, 'orders.withdrawals')
  WHERE id IN ('00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000000103') AND NOT 'orders.withdrawals' = ANY (permissions);
