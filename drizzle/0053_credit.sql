CREATE TABLE "credit_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"customer_id" uuid,
	"code_hash" text,
	"code_end" text,
	"currency" text NOT NULL,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	"entries" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"expires_on" date,
	"email" text,
	"message" text,
	"deliver_on" date,
	"mails" integer DEFAULT 0 NOT NULL,
	"input_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credit_accounts_codeHash_unique" UNIQUE("code_hash"),
	CONSTRAINT "credit_accounts_kind" CHECK (kind in ('gift_card', 'store_credit')),
	CONSTRAINT "credit_accounts_state" CHECK (state in ('active', 'blocked')),
	CONSTRAINT "credit_accounts_never_below_nought" CHECK (balance_minor >= 0),
	CONSTRAINT "credit_accounts_counted" CHECK (entries >= 0 and mails >= 0),
	CONSTRAINT "credit_accounts_code_of_cards" CHECK ((kind = 'gift_card') = (code_hash is not null) and (code_hash is null) = (code_end is null)),
	CONSTRAINT "credit_accounts_cards_have_no_owner" CHECK (kind = 'store_credit' or customer_id is null),
	CONSTRAINT "credit_accounts_email_length" CHECK (char_length(email) <= 254),
	CONSTRAINT "credit_accounts_message_length" CHECK (char_length(message) <= 500)
);
--> statement-breakpoint
CREATE TABLE "credit_entries" (
	"account_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"because" text NOT NULL,
	"order_id" uuid,
	"reason" text,
	"actor" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_entries_account_id_number_pk" PRIMARY KEY("account_id","number"),
	CONSTRAINT "credit_entries_once" UNIQUE("account_id","kind","because"),
	CONSTRAINT "credit_entries_kind" CHECK (kind in ('issue', 'hold', 'release', 'refund', 'grant', 'adjust', 'expire')),
	CONSTRAINT "credit_entries_direction" CHECK (amount_minor <> 0 and case kind when 'adjust' then true when 'hold' then amount_minor < 0 when 'expire' then amount_minor < 0 else amount_minor > 0 end),
	CONSTRAINT "credit_entries_order" CHECK ((kind in ('hold', 'release', 'refund')) = (order_id is not null)),
	CONSTRAINT "credit_entries_reason_length" CHECK (char_length(reason) <= 200),
	CONSTRAINT "credit_entries_because_length" CHECK (char_length(because) between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "credit_holds" (
	"order_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'held' NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "credit_holds_order_id_account_id_pk" PRIMARY KEY("order_id","account_id"),
	CONSTRAINT "credit_holds_state" CHECK (state in ('held', 'kept', 'released')),
	CONSTRAINT "credit_holds_refunded_within_amount" CHECK (amount_minor > 0 and 0 <= refunded_minor and refunded_minor <= amount_minor),
	CONSTRAINT "credit_holds_only_kept_is_refunded" CHECK (state = 'kept' or refunded_minor = 0),
	CONSTRAINT "credit_holds_ended" CHECK ((state = 'held') = (ended_at is null))
);
--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD CONSTRAINT "credit_accounts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_account_id_credit_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."credit_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_holds" ADD CONSTRAINT "credit_holds_account" FOREIGN KEY ("account_id") REFERENCES "public"."credit_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "credit_accounts_one_a_customer_idx" ON "credit_accounts" USING btree ("customer_id","currency") WHERE kind = 'store_credit';--> statement-breakpoint
CREATE INDEX "credit_accounts_newest_idx" ON "credit_accounts" USING btree ("kind","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "credit_accounts_end_idx" ON "credit_accounts" USING btree ("code_end");--> statement-breakpoint
CREATE INDEX "credit_accounts_email_idx" ON "credit_accounts" USING btree ("email");--> statement-breakpoint
CREATE INDEX "credit_accounts_to_mail_idx" ON "credit_accounts" USING btree ("deliver_on") WHERE mails = 0 and email is not null;--> statement-breakpoint
CREATE INDEX "credit_accounts_to_expire_idx" ON "credit_accounts" USING btree ("expires_on") WHERE balance_minor > 0;--> statement-breakpoint
CREATE INDEX "credit_entries_at_idx" ON "credit_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "credit_holds_account_idx" ON "credit_holds" USING btree ("account_id");--> statement-breakpoint
-- Safe: the table is new. What changed a balance is never rewritten: another entry corrects it.
CREATE TRIGGER credit_entries_append_only BEFORE UPDATE OR DELETE ON credit_entries FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
