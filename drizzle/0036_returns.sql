CREATE TABLE "return_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"return_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"lines" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"warehouse_id" uuid,
	"reason" text,
	"input_hash" text,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "return_events_type" CHECK (type in ('asked', 'approved', 'refused', 'cancelled', 'received', 'inspected', 'refunded', 'not_refunded', 'expired', 'closed', 'settled'))
);
--> statement-breakpoint
CREATE TABLE "return_lines" (
	"order_id" uuid NOT NULL,
	"return_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"wish" text NOT NULL,
	"note" text,
	"asked" integer NOT NULL,
	"approved" integer DEFAULT 0 NOT NULL,
	"extra" integer DEFAULT 0 NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"restocked" integer DEFAULT 0 NOT NULL,
	"repaired" integer DEFAULT 0 NOT NULL,
	"scrapped" integer DEFAULT 0 NOT NULL,
	"sent_back" integer DEFAULT 0 NOT NULL,
	"refunded" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "return_lines_order_id_return_id_order_line_id_pk" PRIMARY KEY("order_id","return_id","order_line_id"),
	CONSTRAINT "return_lines_reason" CHECK (reason in ('damaged', 'wrong_item', 'not_as_described', 'changed_mind', 'other')),
	CONSTRAINT "return_lines_wish" CHECK (wish in ('refund')),
	CONSTRAINT "return_lines_approved_within_asked" CHECK (0 <= approved and approved <= asked),
	CONSTRAINT "return_lines_extra" CHECK (extra >= 0 and asked + extra > 0),
	CONSTRAINT "return_lines_received_within_approved" CHECK (0 <= received and received <= approved + extra),
	CONSTRAINT "return_lines_all_received_stand_somewhere" CHECK (received = waiting + restocked + repaired + scrapped + sent_back),
	CONSTRAINT "return_lines_no_part_below_nought" CHECK (least(waiting, restocked, repaired, scrapped, sent_back, refunded) >= 0),
	CONSTRAINT "return_lines_refunded_came_back" CHECK (refunded <= restocked + repaired + scrapped),
	CONSTRAINT "return_lines_note_length" CHECK (char_length(note) <= 500)
);
--> statement-breakpoint
CREATE TABLE "return_refunds" (
	"inspection_id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"return_id" uuid NOT NULL,
	"refund_id" uuid NOT NULL,
	"lines" jsonb NOT NULL,
	"shipping" boolean NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	CONSTRAINT "return_refunds_state" CHECK (state in ('owed', 'asked', 'stuck', 'given_up')),
	CONSTRAINT "return_refunds_stuck_because" CHECK (state <> 'stuck' or problem is not null)
);
--> statement-breakpoint
CREATE TABLE "returns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"state" text NOT NULL,
	"input_hash" text NOT NULL,
	"withdrawal_id" uuid,
	"warehouse_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" text NOT NULL,
	"decided_at" timestamp with time zone,
	"refusal" text,
	"ends_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "returns_number_unique" UNIQUE("number"),
	CONSTRAINT "returns_withdrawalId_unique" UNIQUE("withdrawal_id"),
	CONSTRAINT "returns_state" CHECK (state in ('requested', 'approved', 'received', 'settled', 'refused', 'cancelled', 'expired')),
	CONSTRAINT "returns_refused_because" CHECK ((state = 'refused') = (refusal is not null)),
	CONSTRAINT "returns_decided" CHECK ((state in ('requested', 'cancelled')) or decided_at is not null),
	CONSTRAINT "returns_closed" CHECK ((closed_at is not null) = (state in ('settled', 'refused', 'cancelled', 'expired'))),
	CONSTRAINT "returns_refusal_length" CHECK (char_length(refusal) <= 200)
);
--> statement-breakpoint
ALTER TABLE "withdrawals" ADD COLUMN "return_number" text;--> statement-breakpoint
ALTER TABLE "return_events" ADD CONSTRAINT "return_events_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_events" ADD CONSTRAINT "return_events_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_order_line_id_order_lines_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_refunds" ADD CONSTRAINT "return_refunds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_refunds" ADD CONSTRAINT "return_refunds_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_withdrawal_id_withdrawals_id_fk" FOREIGN KEY ("withdrawal_id") REFERENCES "public"."withdrawals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "return_events_return_idx" ON "return_events" USING btree ("return_id","seq");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "return_lines_line_idx" ON "return_lines" USING btree ("order_line_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "return_lines_return_idx" ON "return_lines" USING btree ("return_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "return_refunds_return_idx" ON "return_refunds" USING btree ("return_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "return_refunds_stuck_idx" ON "return_refunds" USING btree ("return_id") WHERE state = 'stuck';--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "returns_order_idx" ON "returns" USING btree ("order_id");--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "returns_newest_idx" ON "returns" USING btree ("asked_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "returns_state_idx" ON "returns" USING btree ("state","asked_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
-- Safe: the table is new and empty.
CREATE INDEX "returns_ends_idx" ON "returns" USING btree ("ends_at") WHERE state in ('approved', 'received');--> statement-breakpoint
-- Those who answer customers decide about returns; the warehouse takes them in.
UPDATE roles SET permissions = permissions || '{returns.read,returns.decide,returns.receive}'
  WHERE id = '00000000-0000-7000-8000-000000000102' AND NOT 'returns.read' = ANY (permissions);--> statement-breakpoint
UPDATE roles SET permissions = permissions || '{returns.read,returns.decide}'
  WHERE id = '00000000-0000-7000-8000-000000000103' AND NOT 'returns.read' = ANY (permissions);--> statement-breakpoint
UPDATE roles SET permissions = permissions || '{returns.read,returns.receive}'
  WHERE id = '00000000-0000-7000-8000-000000000104' AND NOT 'returns.read' = ANY (permissions);
