// Generated from openapi/openapi.json by openapi-typescript: npm run clients
export interface paths {
    "/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages, newest first
         * @description All filters must match. `next` is the `cursor` of the next page, and only its absence means that there are no more messages: a page can be shorter than `limit` if messages have many recipients, and short or even empty if the filters skip thousands of messages.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Send a message now
         * @description Answers once the outcome of every recipient is known, or known to be unknown. 201: all were accepted. 207: some were; look at each. Otherwise a problem, which says for each recipient whether it may be sent again.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scheduled-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a message sent later
         * @description Answers once the outcome of every recipient is known, or known to be unknown. 201: all were accepted. 207: some were; look at each. Otherwise a problem, which says for each recipient whether it may be sent again. The provider keeps the message until its time; it can then be neither listed, nor changed, nor cancelled.
         */
        post: operations["scheduleMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a message without sending it
         * @description Takes the body of `POST /messages` and returns its encoding, its segments, the characters that force UCS-2, and the upstream queries. Sends nothing. Scheduled messages have no preview.
         */
        post: operations["previewMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is known about a message
         * @description Returns the recipients with every attempt. Does not query the upstream, which has no such request. Messages of other callers are only found with the scope `operations`.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{id}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle unknown outcomes
         * @description Records what a person has found out about recipients with an unknown outcome. Never sends anything.
         */
        post: operations["resolveMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What has happened to messages since their answer
         * @description Deliveries, settled outcomes, and outcomes that became unknown. Store `next` after you have acted on a page, and ask with it: every event arrives at least once, in order. With `wait`, an empty page is only answered after that time.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delivery-reports/unmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Delivery reports that belong to no recipient
         * @description Their id is in no answer of the provider. `possibleMessages` names messages with an unknown outcome to the same number: compare them before you settle one.
         */
        get: operations["listUnmatchedReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every problem that the service can return
         * @description JSON, or a page for a browser (`Accept: text/html`).
         */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a problem means and what to do about it
         * @description JSON, or a page for a browser (`Accept: text/html`).
         */
        get: operations["getProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caller": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose key this is, and what it allows
         * @description Describes the caller of the key in the request. A key with any scope is sufficient.
         */
        get: operations["getCaller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upstream-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Answers of the provider that were not understood
         * @description The recipients of these answers are `unknown`. A new shape means that the provider has changed something.
         */
        get: operations["listUpstreamAnswers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The balance at the provider
         * @description Asks the provider, and caches the answer for `UPSTREAM_CREDIT_CACHE_MS`. Requires `UPSTREAM_CREDIT_PATH`.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wall-clock/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that the wall clock is right
         * @description Call this after comparing a wall clock in doubt with another clock. It does not make any key or duplicate fence expire sooner. Takes no body.
         */
        post: operations["confirmWallClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The state of the journal, and unknown outcomes by age
         * @description Ages are measured on the clock of the journal, which counts the time that a gateway has run.
         */
        get: operations["getJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process is alive
         * @description Answers as long as the process runs. If there is no answer, restart it.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the gateway accepts messages
         * @description Checks the gateway itself and never calls the upstream, where every call costs money. The gateway stays ready with an open breaker: it still answers every message, and another instance would use the same account. It also stays ready while the wall clock is in doubt, because immediate messages do not depend on it.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description Counts and durations of everything that the gateway does, without phone numbers, texts or ids. If METRICS_PORT is set, it is served on that port instead.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What is known about a recipient. `accepted` by the upstream, `rejected` (nothing was sent), `unknown` (it may have been sent) or `not-attempted` (certainly not submitted).
         * @enum {string}
         */
        Outcome: "accepted" | "rejected" | "unknown" | "not-attempted";
        /**
         * @description Whether to send again. `forbidden`: no, it could be sent twice or refused again. `after-correction`: yes, once the cause is fixed. `safe`: yes, unchanged.
         * @enum {string}
         */
        Resend: "forbidden" | "after-correction" | "safe";
        /** @description The SMPP v3.4 command_status that the upstream passed on. */
        SmppStatus: {
            /** @description The number of the command_status, in decimal. */
            commandStatus: number;
            /** @description The name of the command_status in SMPP v3.4. */
            name: string;
        };
        /** @description The number of recipients by outcome. */
        Summary: {
            /** @description Recipients whose message the upstream accepted. */
            accepted: number;
            /** @description Recipients that were refused: nothing was sent to them. */
            rejected: number;
            /** @description Recipients to whom the message may have been sent. */
            unknown: number;
            /** @description Recipients for whom certainly nothing was submitted. */
            notAttempted: number;
        };
        /**
         * @description The problem of a recipient; its page is `/problems/{code}`. New codes may be added: act on `outcome` and `resend`.
         * @enum {string}
         */
        RecipientProblemCode: "upstream-rejected-request" | "upstream-credentials-invalid" | "invalid-message" | "invalid-destination" | "invalid-sender" | "upstream-user-validation-failed" | "upstream-internal-error" | "upstream-submit-failed" | "upstream-response-timeout" | "insufficient-credit" | "do-not-disturb" | "explicit-do-not-disturb" | "recipient-opted-out" | "spam-message" | "message-template-mismatch" | "duplicate-message" | "too-many-destinations" | "ip-blacklisted" | "ip-not-whitelisted" | "smpp-error" | "upstream-answer-not-understood" | "upstream-answer-incomplete" | "upstream-unreachable" | "local-resources-exhausted" | "outcome-unknown" | "overloaded" | "upstream-suspended" | "interrupted" | "journal-unavailable" | "possible-duplicate" | "settled-as-rejected" | "message-stopped";
        /** @description Why this recipient was not accepted. */
        RecipientError: {
            code: components["schemas"]["RecipientProblemCode"];
            /** @description The problem in a few words. */
            title: string;
            /** @description The upstream's own code, if it returned one. */
            upstreamCode?: number;
            smpp?: components["schemas"]["SmppStatus"];
            /** @description The id of the open message that this one may repeat (`possible-duplicate`). */
            duplicateOf?: string;
        };
        /** @description A recipient whose message the upstream accepted. */
        AcceptedRecipient: {
            /** @description The number in E.164 form, as submitted. */
            to: string;
            /** @description The number as written in the request, if that was not in E.164 form. */
            requestedAs?: string;
            /**
             * @description The upstream accepted the message. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "accepted";
            /** @description The upstream's id of an accepted message, or the first of several; some dialects return none. */
            upstreamMessageId?: string;
            /** @description All ids, in order. Only present if the upstream returned several, as it may for the parts of a long message. */
            upstreamMessageIds?: string[];
        };
        /** @description A recipient that was refused: nothing was sent. */
        RejectedRecipient: {
            /** @description The number in E.164 form, as submitted. */
            to: string;
            /** @description The number as written in the request, if that was not in E.164 form. */
            requestedAs?: string;
            /**
             * @description A recipient that was refused: nothing was sent. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "rejected";
            resend: components["schemas"]["Resend"];
            error: components["schemas"]["RecipientError"];
        };
        /** @description A recipient to whom the message may have been sent. */
        UnknownRecipient: {
            /** @description The number in E.164 form, as submitted. */
            to: string;
            /** @description The number as written in the request, if that was not in E.164 form. */
            requestedAs?: string;
            /**
             * @description A recipient to whom the message may have been sent. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "unknown";
            resend: components["schemas"]["Resend"];
            error: components["schemas"]["RecipientError"];
        };
        /** @description A recipient for whom certainly nothing was submitted. */
        NotAttemptedRecipient: {
            /** @description The number in E.164 form, as submitted. */
            to: string;
            /** @description The number as written in the request, if that was not in E.164 form. */
            requestedAs?: string;
            /**
             * @description A recipient for whom certainly nothing was submitted. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "not-attempted";
            resend: components["schemas"]["Resend"];
            error: components["schemas"]["RecipientError"];
        };
        /** @description What is known about one recipient. */
        Recipient: components["schemas"]["AcceptedRecipient"] | components["schemas"]["RejectedRecipient"] | components["schemas"]["UnknownRecipient"] | components["schemas"]["NotAttemptedRecipient"];
        /**
         * @description The problem, for programs. Each has a page of its own. New codes may be added: treat an unknown one by `status` and `resend`.
         * @enum {string}
         */
        ProblemCode: "upstream-rejected-request" | "upstream-credentials-invalid" | "invalid-message" | "invalid-destination" | "invalid-sender" | "upstream-user-validation-failed" | "upstream-internal-error" | "upstream-submit-failed" | "upstream-response-timeout" | "insufficient-credit" | "do-not-disturb" | "explicit-do-not-disturb" | "recipient-opted-out" | "spam-message" | "message-template-mismatch" | "duplicate-message" | "too-many-destinations" | "ip-blacklisted" | "ip-not-whitelisted" | "smpp-error" | "upstream-answer-not-understood" | "upstream-answer-incomplete" | "upstream-unreachable" | "local-resources-exhausted" | "outcome-unknown" | "overloaded" | "upstream-suspended" | "interrupted" | "journal-unavailable" | "possible-duplicate" | "settled-as-rejected" | "message-stopped" | "authentication-required" | "not-permitted" | "too-many-requests" | "quota-exceeded" | "no-recipient-accepted" | "idempotency-key-required" | "idempotency-key-malformed" | "idempotency-key-misnamed" | "idempotency-key-reused" | "request-in-progress" | "nothing-unknown" | "invalid-request" | "malformed-request" | "not-found" | "events-gone" | "message-not-found" | "method-not-allowed" | "request-timeout" | "content-too-large" | "uri-too-long" | "unsupported-media-type" | "misdirected-request" | "expectation-failed" | "headers-too-large" | "internal-error" | "shutting-down" | "credit-not-asked" | "credit-refused" | "credit-not-understood" | "credit-unavailable" | "not-ready";
        /** @description One fault of a request. */
        Violation: {
            /** @description JSON pointer (RFC 6901) to the field of the body; empty for the body as a whole. Absent if the fault is in a parameter. */
            pointer?: string;
            /**
             * @description The location of the faulty parameter.
             * @enum {string}
             */
            in?: "path" | "query";
            /** @description The name of the faulty parameter. */
            name?: string;
            /** @description What is expected there. */
            message: string;
        };
        /** @description Problem details (RFC 9457): the format of every error. */
        Problem: {
            /**
             * Format: uri-reference
             * @description The page of this problem, under `/problems/`.
             */
            type: string;
            /** @description The problem in a few words; the same for every occurrence. */
            title: string;
            /** @description The HTTP status of this answer. */
            status: number;
            /** @description What happened, and what to do about it. */
            detail: string;
            /** @description This occurrence: the message, or a URN with the request id. */
            instance: string;
            code: components["schemas"]["ProblemCode"];
            /** @description The id of the request, as in the `X-Request-Id` header and in every log line. */
            requestId: string;
            resend?: components["schemas"]["Resend"];
            /** @description The upstream's code, if it is the same for all recipients. */
            upstreamCode?: number;
            smpp?: components["schemas"]["SmppStatus"];
            /** @description The faults of the request, at most the first 100. */
            violations?: components["schemas"]["Violation"][];
            /** @description How many faults were found beyond those in `violations`. */
            moreViolations?: number;
            /**
             * Format: uuid
             * @description The id of the message, if there is one.
             */
            id?: string;
            /** @description The caller's own reference. */
            reference?: string;
            /** @description The cursor from which events are still kept. Only with `events-gone`. */
            oldest?: string;
            summary?: components["schemas"]["Summary"];
            /** @description The recipients, in the request's order. */
            recipients?: components["schemas"]["Recipient"][];
        };
        /** @description The typographic characters that were replaced (`replace`). Absent if there are none. */
        Replaced: {
            /** @description How many characters were replaced. */
            total: number;
            /** @description The first of them, in order. */
            first: {
                /** @description The character itself. */
                character: string;
                /** @description Its code point, as U+20AC. */
                codePoint: string;
                /** @description Its position in the text, in UTF-16 code units from 0. */
                position: number;
                /** @description What is sent instead; empty for an invisible character. */
                replacement: string;
            }[];
        };
        /** @description A message of which at least one recipient was accepted. */
        Message: {
            /**
             * Format: uuid
             * @description The id of the message (UUIDv7).
             */
            id: string;
            /** @description The caller's own reference, as in the request. */
            reference?: string;
            /**
             * Format: date-time
             * @description When the gateway accepted the request.
             */
            createdAt: string;
            /** @description The sender that the recipients see. */
            from: string;
            /**
             * @description The encoding on air. Absent for a WAP push.
             * @enum {string}
             */
            encoding?: "gsm7" | "ucs2" | "latin1";
            /** @description Segments (parts) per recipient. Absent for a WAP push, whose binary form the provider builds. */
            segments?: number;
            schedule?: components["schemas"]["Schedule"];
            /**
             * @description `accepted`: every recipient was. `partial`: some were, see each recipient.
             * @enum {string}
             */
            status: "accepted" | "partial" | "rejected" | "unknown" | "not-attempted";
            replaced?: components["schemas"]["Replaced"];
            summary: components["schemas"]["Summary"];
            /** @description Every recipient, in the request's order. */
            recipients: components["schemas"]["Recipient"][];
        };
        /**
         * @description A message to be sent immediately.
         * @example {
         *       "to": [
         *         "+213550000001"
         *       ],
         *       "from": "ACME",
         *       "text": "Your code is 1234",
         *       "reference": "order-42"
         *     }
         */
        SendMessage: {
            /** @description The recipients, each number once. */
            to: string[];
            /** @description The sender: a number of up to 18 characters, or a name of up to 11. Optional if the gateway has a `DEFAULT_SENDER`. */
            from?: string;
            /** @description The text of the message, or the title of a WAP push. */
            text: string;
            /**
             * @description `auto`, which is also the default, chooses GSM 7-bit if every character fits and UCS-2 otherwise; with the others, a text that does not fit is refused.
             * @enum {string}
             */
            encoding?: "auto" | "gsm7" | "ucs2" | "latin1";
            /**
             * @description `lookalikes`: replace typographic characters (no-break spaces, ’ “ – … and the like) by plain ones if the whole text then fits GSM 7-bit, or the requested `encoding`. The answer lists the replacements. By default nothing is replaced.
             * @enum {string}
             */
            replace?: "lookalikes";
            /** @description Display the message immediately without storing it (a class 0 message). By default it is stored. */
            flash?: boolean;
            /** @description Ask the upstream for a delivery report, as by default. */
            deliveryReport?: boolean;
            /** @description Refuse a text that takes more segments than this. The gateway's own `MAX_SEGMENTS` also applies. */
            maxSegments?: number;
            /** @description Your own reference for the message. It is returned in answers and never sent to the provider. */
            reference?: string;
            /** @description Send a WAP push: a link with `text` as its title. Cannot be combined with flash, encoding, replace or maxSegments. */
            wapPush?: {
                /** @description An absolute http or https address. */
                url: string;
            };
            /** @description The registration of the text with an authority (DLT in India), passed on unchanged. */
            template?: {
                /** @description The registered principal entity. */
                entityId?: string;
                /** @description The registered template. */
                templateId?: string;
                /** @description The registered telemarketer or chain of them. */
                telemarketerId?: string;
            };
            /**
             * Format: uuid
             * @description The id of an earlier message with an unknown outcome, as `possible-duplicate` names it: send this message although that one, or an identical earlier one, may have been sent. It does not apply to any later message.
             */
            acknowledgePossibleDuplicate?: string;
        };
        /**
         * @description A message for the provider to send later.
         * @example {
         *       "to": [
         *         "+213550000001"
         *       ],
         *       "from": "ACME",
         *       "text": "Your code is 1234",
         *       "reference": "order-42",
         *       "sendAt": "2027-06-01T09:00:00+01:00"
         *     }
         */
        ScheduleMessage: components["schemas"]["MessageAtInstant"] | components["schemas"]["MessageAtLocalTime"];
        /** @description A message for the provider to send later. With `sendAt`. */
        MessageAtInstant: {
            /** @description The recipients, each number once. */
            to: string[];
            /** @description The sender: a number of up to 18 characters, or a name of up to 11. Optional if the gateway has a `DEFAULT_SENDER`. */
            from?: string;
            /** @description The text of the message, or the title of a WAP push. */
            text: string;
            /**
             * @description `auto`, which is also the default, chooses GSM 7-bit if every character fits and UCS-2 otherwise; with the others, a text that does not fit is refused.
             * @enum {string}
             */
            encoding?: "auto" | "gsm7" | "ucs2" | "latin1";
            /**
             * @description `lookalikes`: replace typographic characters (no-break spaces, ’ “ – … and the like) by plain ones if the whole text then fits GSM 7-bit, or the requested `encoding`. The answer lists the replacements. By default nothing is replaced.
             * @enum {string}
             */
            replace?: "lookalikes";
            /** @description Display the message immediately without storing it (a class 0 message). By default it is stored. */
            flash?: boolean;
            /** @description Ask the upstream for a delivery report, as by default. */
            deliveryReport?: boolean;
            /** @description Refuse a text that takes more segments than this. The gateway's own `MAX_SEGMENTS` also applies. */
            maxSegments?: number;
            /** @description Your own reference for the message. It is returned in answers and never sent to the provider. */
            reference?: string;
            /** @description Send a WAP push: a link with `text` as its title. Cannot be combined with flash, encoding, replace or maxSegments. */
            wapPush?: {
                /** @description An absolute http or https address. */
                url: string;
            };
            /** @description The registration of the text with an authority (DLT in India), passed on unchanged. */
            template?: {
                /** @description The registered principal entity. */
                entityId?: string;
                /** @description The registered template. */
                templateId?: string;
                /** @description The registered telemarketer or chain of them. */
                telemarketerId?: string;
            };
            /**
             * Format: uuid
             * @description The id of an earlier message with an unknown outcome, as `possible-duplicate` names it: send this message although that one, or an identical earlier one, may have been sent. It does not apply to any later message.
             */
            acknowledgePossibleDuplicate?: string;
            /**
             * @description When to send: RFC 3339 with an offset. Seconds round up to the minute. Exactly one of `sendAt` and `sendAtLocal` is required.
             * @example 2027-06-01T09:00:00+01:00
             */
            sendAt: string;
        };
        /** @description A message for the provider to send later. With `sendAtLocal`. */
        MessageAtLocalTime: {
            /** @description The recipients, each number once. */
            to: string[];
            /** @description The sender: a number of up to 18 characters, or a name of up to 11. Optional if the gateway has a `DEFAULT_SENDER`. */
            from?: string;
            /** @description The text of the message, or the title of a WAP push. */
            text: string;
            /**
             * @description `auto`, which is also the default, chooses GSM 7-bit if every character fits and UCS-2 otherwise; with the others, a text that does not fit is refused.
             * @enum {string}
             */
            encoding?: "auto" | "gsm7" | "ucs2" | "latin1";
            /**
             * @description `lookalikes`: replace typographic characters (no-break spaces, ’ “ – … and the like) by plain ones if the whole text then fits GSM 7-bit, or the requested `encoding`. The answer lists the replacements. By default nothing is replaced.
             * @enum {string}
             */
            replace?: "lookalikes";
            /** @description Display the message immediately without storing it (a class 0 message). By default it is stored. */
            flash?: boolean;
            /** @description Ask the upstream for a delivery report, as by default. */
            deliveryReport?: boolean;
            /** @description Refuse a text that takes more segments than this. The gateway's own `MAX_SEGMENTS` also applies. */
            maxSegments?: number;
            /** @description Your own reference for the message. It is returned in answers and never sent to the provider. */
            reference?: string;
            /** @description Send a WAP push: a link with `text` as its title. Cannot be combined with flash, encoding, replace or maxSegments. */
            wapPush?: {
                /** @description An absolute http or https address. */
                url: string;
            };
            /** @description The registration of the text with an authority (DLT in India), passed on unchanged. */
            template?: {
                /** @description The registered principal entity. */
                entityId?: string;
                /** @description The registered template. */
                templateId?: string;
                /** @description The registered telemarketer or chain of them. */
                telemarketerId?: string;
            };
            /**
             * Format: uuid
             * @description The id of an earlier message with an unknown outcome, as `possible-duplicate` names it: send this message although that one, or an identical earlier one, may have been sent. It does not apply to any later message.
             */
            acknowledgePossibleDuplicate?: string;
            /** @description When to send, in local time. */
            sendAtLocal: {
                /**
                 * @description A local date and time.
                 * @example 2027-06-01T09:00
                 */
                dateTime: string;
                /**
                 * @description An IANA time zone.
                 * @example Africa/Algiers
                 */
                timeZone: string;
                /**
                 * @description How to resolve a local time that a clock change skips or repeats. `reject`, the default, refuses it.
                 * @enum {string}
                 */
                disambiguation?: "reject" | "earlier" | "later";
            };
        };
        /** @description How a message would look on air and on the wire. */
        MessagePreview: {
            /** @description The sender that the recipients would see. */
            from: string;
            /** @description How many recipients the message has. */
            recipientCount: number;
            /** @description The numbers that were not in E.164 form in the request. Absent if there are none. */
            numbers?: {
                /** @description The number as the request wrote it. */
                requestedAs: string;
                /** @description The number in E.164 form, as it would be submitted. */
                to: string;
            }[];
            /** @description The form of the text on air. Absent for a WAP push. */
            text?: {
                /**
                 * @description The encoding on air.
                 * @enum {string}
                 */
                encoding: "gsm7" | "ucs2" | "latin1";
                /** @description Segments (parts) each recipient gets. */
                segments: number;
                /** @description The length on air: septets for GSM 7-bit, UTF-16 code units for UCS-2, octets for Latin-1. */
                units: number;
                /** @description How many more units fit into the last segment. */
                unitsLeft: number;
                /** @description The characters that require UCS-2. */
                forcingUcs2: {
                    /** @description How many characters are not in GSM 7-bit. */
                    total: number;
                    /** @description The first of them, in order. */
                    first: {
                        /** @description The character itself. */
                        character: string;
                        /** @description Its code point, as U+20AC. */
                        codePoint: string;
                        /** @description Its position in the text, in UTF-16 code units from 0. */
                        position: number;
                    }[];
                };
                replaced?: components["schemas"]["Replaced"];
            };
            /** @description What would be submitted. */
            upstream: {
                /** @description The path of the upstream requests. */
                path: string;
                /** @description How many GETs the message requires. */
                requestCount: number;
                /** @description The query of each GET, without credentials and extra parameters; only the first ones if there are many. */
                queries: string[];
            };
        };
        /** @description When the message will be sent. */
        Schedule: {
            /**
             * Format: date-time
             * @description The minute at which the provider is to send, in UTC.
             */
            sendAt: string;
            /** @description The same minute, as it is sent to the upstream. */
            upstream: {
                /** @description MM/DD/YYYY */
                date: string;
                /** @description hh:mm am or pm */
                time: string;
                /** @description The UTC offset of date and time. */
                gmt: string;
            };
            /**
             * @description Always false: the upstream cannot list, change or cancel scheduled messages.
             * @enum {boolean}
             */
            cancelable: false;
        };
        /** @description What is known about the delivery to an accepted recipient. */
        Delivery: {
            /**
             * @description `awaited`: no report has come. `pending`: on its way. `unknown`: the provider does not know. `partially-delivered`: some parts were delivered and others failed.
             * @enum {string}
             */
            status: "delivered" | "partially-delivered" | "undelivered" | "unknown" | "pending" | "awaited" | "not-requested";
            /** @description The provider's or operator's error code, from the report that decided. */
            errorCode?: string;
            /**
             * Format: date-time
             * @description When the status came about. Absent if the provider's time zone is not configured.
             */
            at?: string;
            /** @description The parts of a long message, if the provider gave them ids. */
            parts?: {
                /** @description The parts that the provider gave an id. */
                count: number;
                /** @description The parts that were delivered. */
                delivered: number;
                /** @description The parts that failed. */
                undelivered: number;
            };
            /**
             * Format: date-time
             * @description When the newest report arrived.
             */
            reportedAt?: string;
            /** @description All reports, in the order in which they arrived. */
            reports: {
                /** @description The id that the report named. */
                upstreamMessageId: string;
                /**
                 * @description The status in the words of SMPP; `other` for one that is none of them.
                 * @enum {string}
                 */
                status: "DELIVRD" | "UNDELIV" | "REJECTD" | "EXPIRED" | "DELETED" | "UNKNOWN" | "ENROUTE" | "ACKED" | "ACCEPTED" | "other";
                /** @description The provider's or operator's error code. */
                errorCode?: string;
                /** @description The provider's own dates. */
                provider: {
                    /** @description When the provider took the message, in its words. */
                    submit?: string;
                    /** @description When the status came about, in its words. */
                    done?: string;
                };
                /**
                 * Format: date-time
                 * @description The instant of `provider.done`, if the time zone is configured.
                 */
                at?: string;
                /**
                 * Format: date-time
                 * @description When the report arrived.
                 */
                reportedAt: string;
            }[];
        };
        /** @description One attempt to submit the message for this recipient. */
        Attempt: {
            /** @description From 1. */
            number: number;
            /**
             * @description An outcome, `queued` (waiting in the queue), or `sending` (possibly on the wire right now).
             * @enum {string}
             */
            state: "queued" | "sending" | "accepted" | "rejected" | "unknown" | "not-attempted";
            /**
             * Format: date-time
             * @description When the attempt was recorded, before it was made.
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description When its result was known.
             */
            endedAt?: string;
            error?: components["schemas"]["RecipientError"];
        };
        /** @description How an unknown outcome was settled, and what was known before. */
        RecordedResolution: {
            /**
             * @description The outcome that was found.
             * @enum {string}
             */
            outcome: "accepted" | "rejected";
            /** @description How it was found out. */
            reason: string;
            /** @description Who settled it, in free text; `delivery-report` if a report did. */
            by: string;
            /** @description The caller whose key was used. Absent if a report settled it. */
            caller?: string;
            /**
             * Format: date-time
             * @description When it was settled.
             */
            at: string;
            before: components["schemas"]["RecipientError"];
        };
        /** @description A recipient whose message the upstream accepted. */
        RecordedAcceptedRecipient: {
            /** @description The number. */
            to: string;
            /** @description All attempts, the first one first. */
            attempts: components["schemas"]["Attempt"][];
            resolution?: components["schemas"]["RecordedResolution"];
            /**
             * @description The upstream accepted the message. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "accepted";
            /** @description The upstream's id of an accepted message, or the first of several; some dialects return none. */
            upstreamMessageId?: string;
            /** @description All ids, in order. Only present if the upstream returned several, as it may for the parts of a long message. */
            upstreamMessageIds?: string[];
            delivery?: components["schemas"]["Delivery"];
        };
        /** @description A recipient that was refused: nothing was sent. */
        RecordedRejectedRecipient: {
            /** @description The number. */
            to: string;
            /** @description All attempts, the first one first. */
            attempts: components["schemas"]["Attempt"][];
            resolution?: components["schemas"]["RecordedResolution"];
            /**
             * @description A recipient that was refused: nothing was sent. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "rejected";
            resend: components["schemas"]["Resend"];
            error: components["schemas"]["RecipientError"];
        };
        /** @description A recipient to whom the message may have been sent. */
        RecordedUnknownRecipient: {
            /** @description The number. */
            to: string;
            /** @description All attempts, the first one first. */
            attempts: components["schemas"]["Attempt"][];
            resolution?: components["schemas"]["RecordedResolution"];
            /**
             * @description A recipient to whom the message may have been sent. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "unknown";
            resend: components["schemas"]["Resend"];
            error: components["schemas"]["RecipientError"];
        };
        /** @description A recipient for whom certainly nothing was submitted. */
        RecordedNotAttemptedRecipient: {
            /** @description The number. */
            to: string;
            /** @description All attempts, the first one first. */
            attempts: components["schemas"]["Attempt"][];
            resolution?: components["schemas"]["RecordedResolution"];
            /**
             * @description A recipient for whom certainly nothing was submitted. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "not-attempted";
            resend: components["schemas"]["Resend"];
            error: components["schemas"]["RecipientError"];
        };
        /** @description A recipient to whom the message is being sent. */
        RecordedPendingRecipient: {
            /** @description The number. */
            to: string;
            /** @description All attempts, the first one first. */
            attempts: components["schemas"]["Attempt"][];
            resolution?: components["schemas"]["RecordedResolution"];
            /**
             * @description It is being sent. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            outcome: "pending";
        };
        /** @description A recipient with everything that was recorded about it. */
        RecordedRecipient: components["schemas"]["RecordedAcceptedRecipient"] | components["schemas"]["RecordedRejectedRecipient"] | components["schemas"]["RecordedUnknownRecipient"] | components["schemas"]["RecordedNotAttemptedRecipient"] | components["schemas"]["RecordedPendingRecipient"];
        /** @description A message as recorded in the journal. */
        RecordedMessage: {
            /**
             * Format: uuid
             * @description The id of the message (UUIDv7).
             */
            id: string;
            /** @description The caller's own reference, as in the request. */
            reference?: string;
            /**
             * Format: date-time
             * @description When the gateway accepted the request.
             */
            createdAt: string;
            /** @description The sender that the recipients see. */
            from: string;
            /**
             * @description The encoding on air. Absent for a WAP push.
             * @enum {string}
             */
            encoding?: "gsm7" | "ucs2" | "latin1";
            /** @description Segments (parts) per recipient. Absent for a WAP push, whose binary form the provider builds. */
            segments?: number;
            schedule?: components["schemas"]["Schedule"];
            /**
             * @description What is known now; `pending` while it is being sent.
             * @enum {string}
             */
            status: "accepted" | "partial" | "rejected" | "unknown" | "not-attempted" | "pending";
            /** @description The caller that sent the message, if it is not you. Only with the scope `operations`. */
            caller?: string;
            /** @description The id of the request that contained the message. */
            requestId: string;
            summary: components["schemas"]["Summary"];
            /** @description Every recipient, in the request's order. */
            recipients: components["schemas"]["RecordedRecipient"][];
        };
        /** @description A page of messages. */
        RecordedMessageList: {
            /** @description The messages, newest first. */
            messages: components["schemas"]["RecordedMessage"][];
            /** @description The `cursor` of the next page; absent on the last one. */
            next?: string;
        };
        /**
         * @description A person's finding about recipients with an unknown outcome.
         * @example {
         *       "outcome": "accepted",
         *       "reason": "The recipient confirmed it by phone",
         *       "by": "A. Operator"
         *     }
         */
        Resolution: {
            /**
             * @description What became of the message for these recipients.
             * @enum {string}
             */
            outcome: "accepted" | "rejected";
            /** @description How it was found out. It is kept with the message. */
            reason: string;
            /** @description Who found it out. */
            by: string;
            /** @description The recipients concerned; if absent, all with an unknown outcome. */
            to?: string[];
        };
        /** @description What the delivery reports add up to. */
        DeliverySummary: {
            /**
             * @description `awaited`: no report has come. `pending`: on its way. `unknown`: the provider does not know. `partially-delivered`: some parts were delivered and others failed.
             * @enum {string}
             */
            status: "delivered" | "partially-delivered" | "undelivered" | "unknown" | "pending" | "awaited" | "not-requested";
            /** @description The provider's or operator's error code, from the report that decided. */
            errorCode?: string;
            /**
             * Format: date-time
             * @description When the status came about. Absent if the provider's time zone is not configured.
             */
            at?: string;
            /** @description The parts of a long message, if the provider gave them ids. */
            parts?: {
                /** @description The parts that the provider gave an id. */
                count: number;
                /** @description The parts that were delivered. */
                delivered: number;
                /** @description The parts that failed. */
                undelivered: number;
            };
        };
        /** @description A change that no answer has told. */
        FeedEvent: {
            /** @description The place of the event in the feed. The same event always has the same id. */
            id: string;
            /**
             * @description What has happened to the recipient.
             * @enum {string}
             */
            type: "recipient.delivered" | "recipient.undelivered" | "recipient.partially-delivered" | "recipient.settled" | "recipient.unknown";
            /**
             * Format: date-time
             * @description When the gateway recorded it.
             */
            at: string;
            /** @description Whose message it is. Only with `caller=*`. */
            caller?: string;
            /**
             * Format: uuid
             * @description The id of the message.
             */
            messageId: string;
            /** @description The caller's own reference. */
            reference?: string;
            /** @description The recipient. */
            to: string;
            outcome: components["schemas"]["Outcome"];
            resend?: components["schemas"]["Resend"];
            delivery?: components["schemas"]["DeliverySummary"];
        };
        /** @description A page of the feed. */
        EventPage: {
            /** @description The events, oldest first. */
            events: components["schemas"]["FeedEvent"][];
            /** @description The `after` of the next page. Always present; store it after your work. */
            next: string;
        };
        /** @description A page of unmatched delivery reports. */
        UnmatchedReports: {
            /** @description The reports, newest first. */
            reports: {
                /** @description The place of the report in the list. */
                id: string;
                /**
                 * Format: date-time
                 * @description When the report arrived.
                 */
                receivedAt: string;
                /**
                 * @description The status in the words of SMPP.
                 * @enum {string}
                 */
                status: "DELIVRD" | "UNDELIV" | "REJECTD" | "EXPIRED" | "DELETED" | "UNKNOWN" | "ENROUTE" | "ACKED" | "ACCEPTED" | "other";
                /** @description The number, if the report named a valid one. */
                to?: string;
                /** @description The sender, if the report named one. */
                from?: string;
                /** @description The id, if the report named one. */
                upstreamMessageId?: string;
                /** @description The provider's or operator's error code. */
                errorCode?: string;
                /** @description Messages to this number with an unknown outcome, newest first. One of them may be meant. */
                possibleMessages: string[];
            }[];
            /** @description The `cursor` of the next page; absent on the last one. */
            next?: string;
        };
        /** @description A kind of problem that the service can answer. */
        ProblemKind: {
            code: components["schemas"]["ProblemCode"];
            /** @description The address of its page, as in `type` of an answer. */
            type: string;
            /** @description The HTTP status of an answer with this problem. */
            status: number;
            /** @description The problem in a few words. */
            title: string;
            /** @description What has happened. */
            description: string;
            /** @description What to do about it. */
            advice: string;
            outcome?: components["schemas"]["Outcome"];
            resend?: components["schemas"]["Resend"];
            /** @description The provider's codes that mean this, as far as it defines them. */
            upstreamCodes?: number[];
            /** @description The numbers for which the sandbox shows this problem. Only in sandbox mode. */
            magicNumbers?: string[];
        };
        /** @description The catalogue of problems. */
        ProblemKindList: {
            /** @description Every problem that the service can return. */
            problems: components["schemas"]["ProblemKind"][];
        };
        /** @description A caller, and what it may do. */
        Caller: {
            /** @description The name of the caller; `anonymous` if no key is needed. */
            name: string;
            /**
             * @description `off`: the gateway runs open, and anyone may do everything.
             * @enum {string}
             */
            authentication: "key" | "off";
            /** @description What the caller may do. */
            scopes: ("messages:send" | "messages:read" | "operations")[];
            /** @description The senders that it may use. Absent: any. */
            senders?: string[];
            /** @description How the numbers begin to which it may send. Absent: any way. */
            destinationPrefixes?: string[];
            /** @description The most segments of one of its messages. Absent: no limit. */
            maxSegments?: number;
            /** @description The most segments that it may send per day (UTC). Absent: no limit. */
            dailySegments?: number;
            /** @description The most requests that it may make per minute. Absent: no limit. */
            requestsPerMinute?: number;
            /** @description Whether it has its own account at the provider. */
            ownAccount: boolean;
        };
        /** @description The upstream answers that the gateway did not understand. */
        UpstreamAnswers: {
            /** @description Every shape that has occurred. */
            shapes: {
                /** @description How the answers were not understood. */
                shape: string;
                /** @description The number of such answers since the gateway started. */
                count: number;
            }[];
            /** @description Up to 50 different answers, most recently seen first. */
            samples: {
                /** @description How it was not understood. */
                shape: string;
                /** @description The HTTP status of the answer. */
                statusCode: number;
                /** @description The beginning of the answer. Digits are replaced by `#`; sent values and encoded data by `…`. */
                sample: string;
                /** @description How often it occurred. */
                count: number;
                /**
                 * Format: date-time
                 * @description When it first occurred.
                 */
                firstSeenAt: string;
                /**
                 * Format: date-time
                 * @description When it last occurred.
                 */
                lastSeenAt: string;
            }[];
        };
        /** @description The gateway's own account at the provider. */
        Account: {
            /** @description The balance as the provider reports it, in its own unit. */
            balance: number;
            /** @description The provider's label for it. */
            label?: string;
            /**
             * Format: date-time
             * @description When the balance was read.
             */
            fetchedAt: string;
        };
        /** @description Whether the wall clock can be relied on. */
        WallClock: {
            /**
             * @description `in-doubt`: the wall clock was set, or the gateway was stopped, by more than is ordinary. Messages are still sent, but no key and no duplicate fence expires; only scheduled messages are kept until the clock is trusted again.
             * @enum {string}
             */
            state: "trusted" | "in-doubt";
            /** @description How far the wall clock has moved; negative if it was set back. */
            movedMs?: number;
            /** @description How much longer it must run steadily before it is trusted again. */
            confirmedInMs?: number;
        };
        /** @description The state of the journal. */
        JournalStatus: {
            /** @description Whether the storage does not take writes at present. */
            stalled: boolean;
            /** @description What is in the write-ahead log and not yet in the database. */
            logBacklogBytes: number;
            /** @description Delivery reports that belong to no recipient. */
            unmatchedReports: number;
            /** @description Unknown outcomes of all callers. */
            unknown: {
                /** @description Recipients whose outcome is unknown and not settled. */
                count: number;
                /** @description The age of the oldest one. Absent if there is none. */
                oldestAgeMs?: number;
                /** @description The same recipients by age, the youngest first. */
                byAge: {
                    /** @description The youngest age of the band. */
                    fromMs: number;
                    /** @description Where the next band begins; absent on the last one. */
                    toMs?: number;
                    /** @description Recipients in this band. */
                    count: number;
                }[];
            };
        };
        /** @description The process is alive. */
        Health: {
            /**
             * @description The process answers.
             * @enum {string}
             */
            status: "ok";
            /** @description The version of the gateway. */
            version: string;
        };
        /** @description The gateway is ready. */
        Readiness: {
            /**
             * @description The gateway accepts messages.
             * @enum {string}
             */
            status: "ready";
            /**
             * @description In `sandbox` mode nothing real is sent.
             * @enum {string}
             */
            mode: "sandbox" | "live";
            wallClock: components["schemas"]["WallClock"];
            /** @description Present if several gateways can share the journal (PostgreSQL). */
            replicas?: {
                /** @description The gateways on this journal that are alive, this one among them. */
                live: number;
                /** @description This gateway's share of each account's rate; absent if there is no limit. */
                segmentsPerSecond?: number;
            };
            /** @description The status of the upstream. */
            upstream: {
                /** @description GETs that wait in the queue. */
                waiting: number;
                /** @description Connections in use. */
                running: number;
                /** @description Every account of this gateway. */
                accounts: {
                    /** @description `default`, or the caller that owns the account. */
                    account: string;
                    /**
                     * @description `closed`: messages are submitted. `open`: none until `retryAt`. `half-open`: a single one, to test whether the account works again.
                     * @enum {string}
                     */
                    breaker: "closed" | "open" | "half-open";
                    /**
                     * Format: date-time
                     * @description When an open breaker allows the next attempt.
                     */
                    retryAt?: string;
                    /** @description The last failure: a problem code, or the cause of a connection failure. */
                    cause?: string;
                    /** @description The number of consecutive GETs with an unreadable answer, all for the same cause; absent if there are none. */
                    unreadableCount?: number;
                    /** @description GETs in its queue, which accounts with the same username share; absent if there are none. */
                    waiting?: number;
                    /** @description The most that it may send per second; absent without a limit. */
                    segmentsPerSecond?: number;
                }[];
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listMessages: {
        parameters: {
            query?: {
                /** @description Messages of this caller, or of all callers with `*`. Requires the scope `operations`. */
                caller?: string;
                /** @description Messages with at least one recipient with this outcome. */
                outcome?: components["schemas"]["Outcome"];
                /** @description Messages with at least one accepted recipient with this delivery status. With `outcome` or `to`, the same recipient must match both. */
                delivery?: "delivered" | "partially-delivered" | "undelivered" | "unknown" | "pending" | "awaited" | "not-requested";
                /** @description Messages to this number. Encode the `+` as `%2B`; a blank in its place is accepted. */
                to?: string;
                /** @description Messages with exactly this reference. A `+` is read as a blank: write it as `%2B`. */
                reference?: string;
                /** @description Messages of this sender. A `+` is read as a blank: write it as `%2B`. */
                from?: string;
                /** @description Messages created after this instant. A `+` is read as a blank: write it as `%2B`. */
                createdAfter?: string;
                /** @description Messages created before this instant. A `+` is read as a blank: write it as `%2B`. */
                createdBefore?: string;
                /** @description The `next` of the previous page. */
                cursor?: string;
                /** @description The page size, 20 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedMessageList"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests in a minute. */
            429: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    /** @description The request limit per minute, such as `"minute";q=60000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The remaining requests and for how many seconds they must last, such as `"minute";r=0;t=42`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to repeat the request: the same key and body return what is known about the message, and it is only sent to recipients that provably got nothing. 16 to 255 letters, digits or characters of `_ : . -`: a new one for each message, for example a UUID. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessage"];
            };
        };
        responses: {
            /** @description Every recipient was accepted. */
            201: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description The address of the message. */
                    Location?: string;
                    /** @description Nothing was submitted for this request: the answer is what is known about the message of this Idempotency-Key. Also with problems. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Some recipients were accepted, and some were not. */
            207: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description The address of the message. */
                    Location?: string;
                    /** @description Nothing was submitted for this request: the answer is what is known about the message of this Idempotency-Key. Also with problems. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. `idempotency-key-required`: An Idempotency-Key is required. `idempotency-key-malformed`: The Idempotency-Key is malformed. `idempotency-key-misnamed`: A header that looks like an Idempotency-Key has another name. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient-credit`: The account has too little credit. */
            402: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request did not arrive in time. */
            408: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-in-progress`: The first request with this Idempotency-Key is still running. `duplicate-message`: The provider already has this message. `possible-duplicate`: The same message may already have been sent. */
            409: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-too-large`: The body is too large. */
            413: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body is not JSON. */
            415: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `expectation-failed`: The expectation cannot be met. */
            417: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: The Idempotency-Key belongs to another message. `invalid-message`: The provider refused the text. `invalid-destination`: The provider refused the number. `invalid-sender`: The provider refused the sender. `do-not-disturb`: The recipient is on a do-not-disturb list. `explicit-do-not-disturb`: The recipient is on an explicit do-not-disturb list. `recipient-opted-out`: The recipient has opted out. `spam-message`: The provider considers the text spam. `message-template-mismatch`: The text does not match its registered template. `no-recipient-accepted`: No recipient was accepted, for different reasons. */
            422: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests in a minute. `quota-exceeded`: Too few segments are left today. */
            429: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    /** @description The request limit per minute, such as `"minute";q=60000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The remaining requests and for how many seconds they must last, such as `"minute";r=0;t=42`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upstream-rejected-request`: The provider refused the form of the request. `upstream-credentials-invalid`: The provider refused the gateway's credentials. `upstream-internal-error`: The provider failed while it handled the message. `upstream-submit-failed`: The provider could not hand the message on. `too-many-destinations`: The provider refused the number of destinations in one request. `ip-blacklisted`: The provider has blocked the gateway's address. `ip-not-whitelisted`: The provider does not know the gateway's address. `smpp-error`: The network behind the provider refused the message. `upstream-answer-not-understood`: The provider's answer was not understood. `upstream-answer-incomplete`: The provider's answer does not mention this recipient. */
            502: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `shutting-down`: The gateway is stopping. `overloaded`: The gateway is overloaded. `upstream-user-validation-failed`: The provider could not check the account just now. `upstream-unreachable`: The provider could not be reached. `local-resources-exhausted`: The machine of the gateway has run out of a resource. `upstream-suspended`: Submissions on this account are suspended. `interrupted`: The gateway stopped before it submitted to this recipient. `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upstream-response-timeout`: The provider got no answer from the network in time. `outcome-unknown`: The message was submitted but no complete answer was received. */
            504: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scheduleMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to repeat the request: the same key and body return what is known about the message, and it is only sent to recipients that provably got nothing. 16 to 255 letters, digits or characters of `_ : . -`: a new one for each message, for example a UUID. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleMessage"];
            };
        };
        responses: {
            /** @description Every recipient was accepted. */
            201: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description The address of the message. */
                    Location?: string;
                    /** @description Nothing was submitted for this request: the answer is what is known about the message of this Idempotency-Key. Also with problems. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Some recipients were accepted, and some were not. */
            207: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description The address of the message. */
                    Location?: string;
                    /** @description Nothing was submitted for this request: the answer is what is known about the message of this Idempotency-Key. Also with problems. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. `idempotency-key-required`: An Idempotency-Key is required. `idempotency-key-malformed`: The Idempotency-Key is malformed. `idempotency-key-misnamed`: A header that looks like an Idempotency-Key has another name. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient-credit`: The account has too little credit. */
            402: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request did not arrive in time. */
            408: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-in-progress`: The first request with this Idempotency-Key is still running. `duplicate-message`: The provider already has this message. `possible-duplicate`: The same message may already have been sent. */
            409: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-too-large`: The body is too large. */
            413: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body is not JSON. */
            415: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `expectation-failed`: The expectation cannot be met. */
            417: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: The Idempotency-Key belongs to another message. `invalid-message`: The provider refused the text. `invalid-destination`: The provider refused the number. `invalid-sender`: The provider refused the sender. `do-not-disturb`: The recipient is on a do-not-disturb list. `explicit-do-not-disturb`: The recipient is on an explicit do-not-disturb list. `recipient-opted-out`: The recipient has opted out. `spam-message`: The provider considers the text spam. `message-template-mismatch`: The text does not match its registered template. `no-recipient-accepted`: No recipient was accepted, for different reasons. */
            422: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests in a minute. `quota-exceeded`: Too few segments are left today. */
            429: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    /** @description The request limit per minute, such as `"minute";q=60000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The remaining requests and for how many seconds they must last, such as `"minute";r=0;t=42`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upstream-rejected-request`: The provider refused the form of the request. `upstream-credentials-invalid`: The provider refused the gateway's credentials. `upstream-internal-error`: The provider failed while it handled the message. `upstream-submit-failed`: The provider could not hand the message on. `too-many-destinations`: The provider refused the number of destinations in one request. `ip-blacklisted`: The provider has blocked the gateway's address. `ip-not-whitelisted`: The provider does not know the gateway's address. `smpp-error`: The network behind the provider refused the message. `upstream-answer-not-understood`: The provider's answer was not understood. `upstream-answer-incomplete`: The provider's answer does not mention this recipient. */
            502: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `shutting-down`: The gateway is stopping. `overloaded`: The gateway is overloaded. `upstream-user-validation-failed`: The provider could not check the account just now. `upstream-unreachable`: The provider could not be reached. `local-resources-exhausted`: The machine of the gateway has run out of a resource. `upstream-suspended`: Submissions on this account are suspended. `interrupted`: The gateway stopped before it submitted to this recipient. `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upstream-response-timeout`: The provider got no answer from the network in time. `outcome-unknown`: The message was submitted but no complete answer was received. */
            504: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessage"];
            };
        };
        responses: {
            /** @description What would be sent. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePreview"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. `idempotency-key-misnamed`: A header that looks like an Idempotency-Key has another name. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request did not arrive in time. */
            408: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-too-large`: The body is too large. */
            413: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body is not JSON. */
            415: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `expectation-failed`: The expectation cannot be met. */
            417: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests in a minute. */
            429: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    /** @description The request limit per minute, such as `"minute";q=60000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The remaining requests and for how many seconds they must last, such as `"minute";r=0;t=42`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `shutting-down`: The gateway is stopping. `overloaded`: The gateway is overloaded. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the message, in lower or upper case. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedMessage"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `message-not-found`: There is no such message. */
            404: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests in a minute. */
            429: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    /** @description The request limit per minute, such as `"minute";q=60000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The remaining requests and for how many seconds they must last, such as `"minute";r=0;t=42`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the message, in lower or upper case. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resolution"];
            };
        };
        responses: {
            /** @description The updated message. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedMessage"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `message-not-found`: There is no such message. */
            404: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request did not arrive in time. */
            408: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing-unknown`: This message has no unknown outcome. */
            409: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-too-large`: The body is too large. */
            413: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body is not JSON. */
            415: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `expectation-failed`: The expectation cannot be met. */
            417: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests in a minute. */
            429: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    /** @description The request limit per minute, such as `"minute";q=60000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The remaining requests and for how many seconds they must last, such as `"minute";r=0;t=42`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `shutting-down`: The gateway is stopping. `overloaded`: The gateway is overloaded. `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description The `next` of the previous page; `latest` for events from now on; absent for the oldest kept. */
                after?: string;
                /** @description The page size, 100 by default. */
                limit?: number;
                /** @description How many seconds to wait for an event if there is none. By default the answer is immediate. */
                wait?: number;
                /** @description The events of all callers. Requires the scope `operations`. */
                caller?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `events-gone`: The feed cannot continue from this cursor. */
            410: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests in a minute. */
            429: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    /** @description The request limit per minute, such as `"minute";q=60000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description The remaining requests and for how many seconds they must last, such as `"minute";r=0;t=42`. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The gateway is overloaded. `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnmatchedReports: {
        parameters: {
            query?: {
                /** @description The `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of reports. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmatchedReports"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProblems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalogue. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemKindList"];
                    /** @example <!doctype html> */
                    "text/html": string;
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The code of the problem.
                 * @example overloaded
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The problem. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemKind"];
                    /** @example <!doctype html> */
                    "text/html": string;
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address. */
            404: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `uri-too-long`: The address is too long. */
            414: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUpstreamAnswers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answers. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpstreamAnswers"];
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `credit-not-asked`: The gateway does not query the balance. */
            404: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `credit-refused`: The provider refused to report the balance. `credit-not-understood`: The provider's answer about the balance was not understood. */
            502: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `credit-unavailable`: The provider did not report the balance in time. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmWallClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status of the wall clock. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WallClock"];
                };
            };
            /** @description `malformed-request`: The request could not be read. `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request did not arrive in time. */
            408: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-too-large`: The body is too large. */
            413: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body is not JSON. */
            415: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `expectation-failed`: The expectation cannot be met. */
            417: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `shutting-down`: The gateway is stopping. `overloaded`: The gateway is overloaded. `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJournal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalStatus"];
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `journal-unavailable`: The gateway cannot record what it sends. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before sending again. Only present if `resend` is `safe`. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alive. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready. */
            200: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-ready`: The gateway is not ready. */
            503: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics in the Prometheus text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `malformed-request`: The request could not be read. */
            400: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `authentication-required`: A valid API key is required. */
            401: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    /** @description How to authenticate (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-permitted`: The key does not allow this. */
            403: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `misdirected-request`: The gateway is not served under this host name. */
            421: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large`: The headers are too large. */
            431: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The gateway has failed. */
            500: {
                headers: {
                    /** @description The id of the request: as sent by the client, or generated. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
