CREATE TABLE "letter_consents" (
	"reader_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"step" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"way" text NOT NULL,
	"actor" text NOT NULL,
	"page" text,
	"sentence" text,
	CONSTRAINT "letter_consents_reader_id_seq_pk" PRIMARY KEY("reader_id","seq"),
	CONSTRAINT "letter_consents_seq" CHECK (seq > 0),
	CONSTRAINT "letter_consents_step" CHECK (step in ('asked', 'proved', 'withdrawn', 'lapsed')),
	CONSTRAINT "letter_consents_way" CHECK (way in ('account', 'checkout', 'rest', 'link', 'one_click', 'account_deleted', 'time')),
	CONSTRAINT "letter_consents_asked_with_words" CHECK ((step = 'asked') = (sentence is not null) and (sentence is null) = (page is null)),
	CONSTRAINT "letter_consents_page_length" CHECK (char_length(page) <= 300)
);
--> statement-breakpoint
CREATE TABLE "letter_readers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_hash" text NOT NULL,
	"email" text,
	"state" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "letter_readers_emailHash_unique" UNIQUE("email_hash"),
	CONSTRAINT "letter_readers_state" CHECK (state in ('asked', 'proved', 'withdrawn', 'lapsed')),
	CONSTRAINT "letter_readers_address_while_needed" CHECK ((email is not null) = (state in ('asked', 'proved'))),
	CONSTRAINT "letter_readers_email_length" CHECK (char_length(email) <= 254)
);
--> statement-breakpoint
CREATE TABLE "letter_sentences" (
	"version" text PRIMARY KEY NOT NULL,
	"locale" text NOT NULL,
	"words" text NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letter_sentences_version_length" CHECK (char_length(version) <= 40),
	CONSTRAINT "letter_sentences_locale_length" CHECK (char_length(locale) <= 35)
);
--> statement-breakpoint
ALTER TABLE "letter_consents" ADD CONSTRAINT "letter_consents_sentence_letter_sentences_version_fk" FOREIGN KEY ("sentence") REFERENCES "public"."letter_sentences"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_consents" ADD CONSTRAINT "letter_consents_reader_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."letter_readers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letter_readers_ended_idx" ON "letter_readers" USING btree ("changed_at") WHERE state <> 'proved';--> statement-breakpoint
CREATE TRIGGER letter_sentences_append_only BEFORE UPDATE OR DELETE ON letter_sentences FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
--> statement-breakpoint
CREATE TRIGGER letter_consents_unchanged BEFORE UPDATE ON letter_consents FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
--> statement-breakpoint
-- The proof goes as a whole, with its reader, when nothing has to be proved any more; no single step of it does.
CREATE FUNCTION refuse_thinning_consents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM letter_readers WHERE id = OLD.reader_id) THEN
    RAISE EXCEPTION 'letter_consents is append-only: add a step that corrects the other' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER letter_consents_whole BEFORE DELETE ON letter_consents FOR EACH ROW EXECUTE FUNCTION refuse_thinning_consents();
--> statement-breakpoint
CREATE FUNCTION refuse_losing_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the shop may write to reader %, so their proof stays', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER letter_readers_keep_proof BEFORE DELETE ON letter_readers FOR EACH ROW WHEN (OLD.state IN ('asked', 'proved')) EXECUTE FUNCTION refuse_losing_consent();
