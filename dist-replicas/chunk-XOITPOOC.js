import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  areDistinct,
  findDuplicates,
  isPhoneNumber,
  maxWrittenNumberLength,
  phoneNumberPattern
} from "./chunk-2RCUJTME.js";
import {
  checkSender,
  countHeader,
  disambiguations,
  normalizeId,
  parseInstant,
  resolveLocalDateTime,
  septetsOf
} from "./chunk-JPS2STOU.js";
import {
  Type,
  apiHeaders,
  refuseAs,
  stringEnum
} from "./chunk-KJF3UKB7.js";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-KJFL4LYA.js";

// node_modules/fastify-plugin/lib/getPluginName.js
var require_getPluginName = __commonJS({
  "node_modules/fastify-plugin/lib/getPluginName.js"(exports, module) {
    "use strict";
    var { basename, extname } = __require("node:path");
    var FP_STACK_TRACE_REG = /at\s(?:.*\.)?plugin\s.*\n\s*(.*)/;
    var LOCATION_REG = /:\d+:\d+\)?$/;
    module.exports = function getPluginName(fn) {
      if (fn.name.length > 0) return fn.name;
      const stackTraceLimit = Error.stackTraceLimit;
      Error.stackTraceLimit = 10;
      try {
        throw new Error("anonymous function");
      } catch (e) {
        Error.stackTraceLimit = stackTraceLimit;
        return extractPluginName(e.stack);
      }
    };
    function extractPluginName(stack) {
      const m = stack.match(FP_STACK_TRACE_REG);
      if (!m) return "anonymous";
      const fileName = basename(m[1].replaceAll("\\", "/")).replace(LOCATION_REG, "");
      return basename(fileName, extname(fileName));
    }
    module.exports.extractPluginName = extractPluginName;
  }
});

// node_modules/fastify-plugin/lib/toCamelCase.js
var require_toCamelCase = __commonJS({
  "node_modules/fastify-plugin/lib/toCamelCase.js"(exports, module) {
    "use strict";
    var KEBAB_REG = /-(.)/g;
    function upperFirst(_match, char) {
      return char.toUpperCase();
    }
    module.exports = function toCamelCase(name) {
      if (name[0] === "@") {
        name = name.slice(1).replace("/", "-");
      }
      return name.replace(KEBAB_REG, upperFirst);
    };
  }
});

// node_modules/fastify-plugin/index.js
var require_fastify_plugin = __commonJS({
  "node_modules/fastify-plugin/index.js"(exports, module) {
    "use strict";
    var getPluginName = require_getPluginName();
    var toCamelCase = require_toCamelCase();
    var kSkipOverride = /* @__PURE__ */ Symbol.for("skip-override");
    var kDisplayName = /* @__PURE__ */ Symbol.for("fastify.display-name");
    var kPluginMeta = /* @__PURE__ */ Symbol.for("plugin-meta");
    var count = 0;
    function plugin(fn, options2 = {}) {
      let autoName = false;
      if (fn?.default !== void 0) {
        fn = fn.default;
      }
      if (typeof fn !== "function") {
        throw new TypeError(
          `fastify-plugin expects a function, instead got a '${typeof fn}'`
        );
      }
      if (typeof options2 === "string") {
        options2 = {
          fastify: options2
        };
      }
      if (typeof options2 !== "object" || Array.isArray(options2) || options2 === null) {
        throw new TypeError("The options object should be an object");
      }
      if (options2.fastify !== void 0 && typeof options2.fastify !== "string") {
        throw new TypeError(`fastify-plugin expects a version string, instead got '${typeof options2.fastify}'`);
      }
      if (options2.name && typeof options2.name !== "string") {
        throw new TypeError(`fastify-plugin expects a name string, instead got '${typeof options2.name}'`);
      }
      if (!options2.name) {
        autoName = true;
        options2 = { ...options2, name: getPluginName(fn) + "-auto-" + count++ };
      }
      fn[kSkipOverride] = options2.encapsulate !== true;
      fn[kDisplayName] = options2.name;
      fn[kPluginMeta] = options2;
      if (!fn.default) {
        fn.default = fn;
      }
      if (!autoName) {
        const camelCase = toCamelCase(options2.name);
        if (!fn[camelCase]) {
          fn[camelCase] = fn;
        }
      }
      return fn;
    }
    module.exports = plugin;
    module.exports.default = plugin;
    module.exports.fastifyPlugin = plugin;
  }
});

// node_modules/helmet/index.cjs
var require_helmet = __commonJS({
  "node_modules/helmet/index.cjs"(exports, module) {
    "use strict";
    Object.defineProperties(exports, { __esModule: { value: true }, [Symbol.toStringTag]: { value: "Module" } });
    var dashify = (str) => str.replace(/[A-Z]/g, (capitalLetter) => "-" + capitalLetter.toLowerCase());
    var errify = (err) => err instanceof Error ? err : new Error(String(err));
    var isString = (value) => typeof value === "string";
    var throwErrorIfExists = (err) => {
      if (err) throw err;
    };
    var dangerouslyDisableDefaultSrc = /* @__PURE__ */ Symbol("dangerouslyDisableDefaultSrc");
    var SHOULD_BE_QUOTED = /* @__PURE__ */ new Set(["none", "self", "strict-dynamic", "report-sample", "inline-speculation-rules", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "wasm-unsafe-eval"]);
    var getDefaultDirectives = () => ({
      "default-src": ["'self'"],
      "base-uri": ["'self'"],
      "font-src": ["'self'", "https:", "data:"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'self'"],
      "img-src": ["'self'", "data:"],
      "object-src": ["'none'"],
      "script-src": ["'self'"],
      "script-src-attr": ["'none'"],
      "style-src": ["'self'", "https:", "'unsafe-inline'"],
      "upgrade-insecure-requests": []
    });
    var parseDirectiveName = (rawDirectiveName) => {
      if (rawDirectiveName.length === 0 || !/^[a-z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(rawDirectiveName)) {
        throw new Error(`Content-Security-Policy received an invalid directive name ${JSON.stringify(rawDirectiveName)}`);
      }
      return dashify(rawDirectiveName);
    };
    var getDirectiveValueValidationError = (directiveName, directiveValue) => /;|,/.test(directiveValue) ? new Error(`Content-Security-Policy received an invalid directive value for ${JSON.stringify(directiveName)}`) : null;
    var getDirectiveValueEntryValidationError = (directiveName, directiveValueEntry) => SHOULD_BE_QUOTED.has(directiveValueEntry) || directiveValueEntry.startsWith("nonce-") || directiveValueEntry.startsWith("sha256-") || directiveValueEntry.startsWith("sha384-") || directiveValueEntry.startsWith("sha512-") ? new Error(`Content-Security-Policy received an invalid directive value for ${JSON.stringify(directiveName)}. ${JSON.stringify(directiveValueEntry)} should be quoted`) : null;
    var stringifyDirectiveValue = (directiveValue) => {
      if (Array.isArray(directiveValue)) {
        return directiveValue.every(isString) ? directiveValue.join(" ") : null;
      }
      if (directiveValue instanceof Set) {
        return stringifyDirectiveValue(Array.from(directiveValue));
      }
      return null;
    };
    var parseDirectives = ({ useDefaults = true, directives: rawDirectives = {} }) => {
      const result = new Map(useDefaults ? Object.entries(getDefaultDirectives()) : []);
      let hasDisabledDefaultSrc = false;
      const directiveNamesSeen = /* @__PURE__ */ new Set();
      for (const rawDirectiveName in rawDirectives) {
        if (!Object.hasOwn(rawDirectives, rawDirectiveName)) {
          continue;
        }
        const directiveName = parseDirectiveName(rawDirectiveName);
        if (directiveNamesSeen.has(directiveName)) {
          throw new Error(`Content-Security-Policy received a duplicate directive ${JSON.stringify(directiveName)}`);
        }
        directiveNamesSeen.add(directiveName);
        const rawDirectiveValue = rawDirectives[rawDirectiveName];
        let directiveValue;
        if (rawDirectiveValue === null) {
          if (directiveName === "default-src") {
            throw new Error("Content-Security-Policy needs a default-src but it was set to `null`. If you really want to disable it, set it to `contentSecurityPolicy.dangerouslyDisableDefaultSrc`.");
          }
          result.delete(directiveName);
          continue;
        } else if (typeof rawDirectiveValue === "string") {
          directiveValue = [rawDirectiveValue];
        } else if (rawDirectiveValue === dangerouslyDisableDefaultSrc) {
          if (directiveName === "default-src") {
            hasDisabledDefaultSrc = true;
            result.delete(directiveName);
            continue;
          } else {
            throw new Error(`Content-Security-Policy: tried to disable ${JSON.stringify(directiveName)} as if it were default-src; simply omit the key`);
          }
        } else if (rawDirectiveValue) {
          directiveValue = rawDirectiveValue;
        } else {
          throw new Error(`Content-Security-Policy received an invalid directive value for ${JSON.stringify(directiveName)}`);
        }
        for (const element of directiveValue) {
          if (typeof element !== "string") continue;
          throwErrorIfExists(getDirectiveValueValidationError(directiveName, element) ?? getDirectiveValueEntryValidationError(directiveName, element));
        }
        result.set(directiveName, directiveValue);
      }
      if (!result.size) {
        throw new Error("Content-Security-Policy has no directives. Either set some or disable the header");
      }
      if (!result.has("default-src") && !hasDisabledDefaultSrc) {
        throw new Error("Content-Security-Policy needs a default-src but none was provided. If you really want to disable it, set it to `contentSecurityPolicy.dangerouslyDisableDefaultSrc`.");
      }
      let stringResult = "";
      let shouldUseStringResult = true;
      for (const [directiveName, directiveValue] of result) {
        const directiveValueString = stringifyDirectiveValue(directiveValue);
        if (directiveValueString === null) {
          shouldUseStringResult = false;
          break;
        } else {
          if (stringResult) stringResult += ";";
          stringResult += directiveValueString ? `${directiveName} ${directiveValueString}` : directiveName;
        }
      }
      return shouldUseStringResult ? stringResult : result;
    };
    function getHeaderValue(req, res, normalizedDirectives) {
      const result = [];
      for (const [directiveName, rawDirectiveValue] of normalizedDirectives) {
        let directiveValue = "";
        for (const element of rawDirectiveValue) {
          if (typeof element === "function") {
            let newElement;
            try {
              newElement = element(req, res);
            } catch (err2) {
              return errify(err2);
            }
            const err = getDirectiveValueEntryValidationError(directiveName, newElement);
            if (err) return err;
            directiveValue += " " + newElement;
          } else {
            directiveValue += " " + element;
          }
        }
        if (directiveValue) {
          const err = getDirectiveValueValidationError(directiveName, directiveValue);
          if (err) return err;
          result.push(`${directiveName}${directiveValue}`);
        } else {
          result.push(directiveName);
        }
      }
      return result.join(";");
    }
    var contentSecurityPolicy = function contentSecurityPolicy2(options2 = {}) {
      const headerName = options2.reportOnly ? "Content-Security-Policy-Report-Only" : "Content-Security-Policy";
      const parsedDirectives = parseDirectives(options2);
      if (typeof parsedDirectives === "string") {
        return function contentSecurityPolicyMiddleware(_req, res, next) {
          res.setHeader(headerName, parsedDirectives);
          next();
        };
      }
      return function contentSecurityPolicyMiddleware(req, res, next) {
        const result = getHeaderValue(req, res, parsedDirectives);
        if (result instanceof Error) {
          next(result);
        } else {
          res.setHeader(headerName, result);
          next();
        }
      };
    };
    contentSecurityPolicy.getDefaultDirectives = getDefaultDirectives;
    contentSecurityPolicy.dangerouslyDisableDefaultSrc = dangerouslyDisableDefaultSrc;
    var ALLOWED_POLICIES$2 = /* @__PURE__ */ new Set(["require-corp", "credentialless", "unsafe-none"]);
    function getHeaderValueFromOptions$6({ policy = "require-corp" }) {
      if (ALLOWED_POLICIES$2.has(policy)) {
        return policy;
      } else {
        throw new Error(`Cross-Origin-Embedder-Policy does not support the ${JSON.stringify(policy)} policy`);
      }
    }
    function crossOriginEmbedderPolicy(options2 = {}) {
      const headerValue = getHeaderValueFromOptions$6(options2);
      return function crossOriginEmbedderPolicyMiddleware(_req, res, next) {
        res.setHeader("Cross-Origin-Embedder-Policy", headerValue);
        next();
      };
    }
    var ALLOWED_POLICIES$1 = /* @__PURE__ */ new Set(["same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"]);
    function getHeaderValueFromOptions$5({ policy = "same-origin" }) {
      if (ALLOWED_POLICIES$1.has(policy)) {
        return policy;
      } else {
        throw new Error(`Cross-Origin-Opener-Policy does not support the ${JSON.stringify(policy)} policy`);
      }
    }
    function crossOriginOpenerPolicy(options2 = {}) {
      const headerValue = getHeaderValueFromOptions$5(options2);
      return function crossOriginOpenerPolicyMiddleware(_req, res, next) {
        res.setHeader("Cross-Origin-Opener-Policy", headerValue);
        next();
      };
    }
    var ALLOWED_POLICIES = /* @__PURE__ */ new Set(["same-origin", "same-site", "cross-origin"]);
    function getHeaderValueFromOptions$4({ policy = "same-origin" }) {
      if (ALLOWED_POLICIES.has(policy)) {
        return policy;
      } else {
        throw new Error(`Cross-Origin-Resource-Policy does not support the ${JSON.stringify(policy)} policy`);
      }
    }
    function crossOriginResourcePolicy(options2 = {}) {
      const headerValue = getHeaderValueFromOptions$4(options2);
      return function crossOriginResourcePolicyMiddleware(_req, res, next) {
        res.setHeader("Cross-Origin-Resource-Policy", headerValue);
        next();
      };
    }
    function originAgentCluster() {
      return function originAgentClusterMiddleware(_req, res, next) {
        res.setHeader("Origin-Agent-Cluster", "?1");
        next();
      };
    }
    var ALLOWED_TOKENS = /* @__PURE__ */ new Set(["no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url", ""]);
    function getHeaderValueFromOptions$3({ policy = ["no-referrer"] }) {
      const tokens = typeof policy === "string" ? [policy] : policy;
      if (tokens.length === 0) {
        throw new Error("Referrer-Policy received no policy tokens");
      }
      const tokensSeen = /* @__PURE__ */ new Set();
      tokens.forEach((token) => {
        if (!ALLOWED_TOKENS.has(token)) {
          throw new Error(`Referrer-Policy received an unexpected policy token ${JSON.stringify(token)}`);
        } else if (tokensSeen.has(token)) {
          throw new Error(`Referrer-Policy received a duplicate policy token ${JSON.stringify(token)}`);
        }
        tokensSeen.add(token);
      });
      return tokens.join(",");
    }
    function referrerPolicy(options2 = {}) {
      const headerValue = getHeaderValueFromOptions$3(options2);
      return function referrerPolicyMiddleware(_req, res, next) {
        res.setHeader("Referrer-Policy", headerValue);
        next();
      };
    }
    var DEFAULT_MAX_AGE = 365 * 24 * 60 * 60;
    function parseMaxAge(value = DEFAULT_MAX_AGE) {
      if (value >= 0 && Number.isFinite(value)) {
        return Math.floor(value);
      } else {
        throw new Error(`Strict-Transport-Security: ${JSON.stringify(value)} is not a valid value for maxAge. Please choose a positive integer.`);
      }
    }
    function getHeaderValueFromOptions$2(options2) {
      if ("maxage" in options2) {
        throw new Error("Strict-Transport-Security received an unsupported property, `maxage`. Did you mean to pass `maxAge`?");
      }
      if ("includeSubdomains" in options2) {
        throw new Error('Strict-Transport-Security middleware should use `includeSubDomains` instead of `includeSubdomains`. (The correct one has an uppercase "D".)');
      }
      const directives = [`max-age=${parseMaxAge(options2.maxAge)}`];
      if (options2.includeSubDomains === void 0 || options2.includeSubDomains) {
        directives.push("includeSubDomains");
      }
      if (options2.preload) {
        directives.push("preload");
      }
      return directives.join("; ");
    }
    function strictTransportSecurity(options2 = {}) {
      const headerValue = getHeaderValueFromOptions$2(options2);
      return function strictTransportSecurityMiddleware(_req, res, next) {
        res.setHeader("Strict-Transport-Security", headerValue);
        next();
      };
    }
    function xContentTypeOptions() {
      return function xContentTypeOptionsMiddleware(_req, res, next) {
        res.setHeader("X-Content-Type-Options", "nosniff");
        next();
      };
    }
    function xDnsPrefetchControl(options2 = {}) {
      const headerValue = options2.allow ? "on" : "off";
      return function xDnsPrefetchControlMiddleware(_req, res, next) {
        res.setHeader("X-DNS-Prefetch-Control", headerValue);
        next();
      };
    }
    function xDownloadOptions() {
      return function xDownloadOptionsMiddleware(_req, res, next) {
        res.setHeader("X-Download-Options", "noopen");
        next();
      };
    }
    function getHeaderValueFromOptions$1({ action = "sameorigin" }) {
      const normalizedAction = typeof action === "string" ? action.toUpperCase() : action;
      switch (normalizedAction) {
        case "SAME-ORIGIN":
          return "SAMEORIGIN";
        case "DENY":
        case "SAMEORIGIN":
          return normalizedAction;
        default:
          throw new Error(`X-Frame-Options received an invalid action ${JSON.stringify(action)}`);
      }
    }
    function xFrameOptions(options2 = {}) {
      const headerValue = getHeaderValueFromOptions$1(options2);
      return function xFrameOptionsMiddleware(_req, res, next) {
        res.setHeader("X-Frame-Options", headerValue);
        next();
      };
    }
    var ALLOWED_PERMITTED_POLICIES = /* @__PURE__ */ new Set(["none", "master-only", "by-content-type", "all"]);
    function getHeaderValueFromOptions({ permittedPolicies = "none" }) {
      if (ALLOWED_PERMITTED_POLICIES.has(permittedPolicies)) {
        return permittedPolicies;
      } else {
        throw new Error(`X-Permitted-Cross-Domain-Policies does not support ${JSON.stringify(permittedPolicies)}`);
      }
    }
    function xPermittedCrossDomainPolicies(options2 = {}) {
      const headerValue = getHeaderValueFromOptions(options2);
      return function xPermittedCrossDomainPoliciesMiddleware(_req, res, next) {
        res.setHeader("X-Permitted-Cross-Domain-Policies", headerValue);
        next();
      };
    }
    function xPoweredBy() {
      return function xPoweredByMiddleware(_req, res, next) {
        res.removeHeader("X-Powered-By");
        next();
      };
    }
    function xXssProtection() {
      return function xXssProtectionMiddleware(_req, res, next) {
        res.setHeader("X-XSS-Protection", "0");
        next();
      };
    }
    function getMiddlewareFunctionsFromOptions(options2) {
      const result = [];
      switch (options2.contentSecurityPolicy) {
        case void 0:
        case true:
          result.push(contentSecurityPolicy());
          break;
        case false:
          break;
        default:
          result.push(contentSecurityPolicy(options2.contentSecurityPolicy));
          break;
      }
      switch (options2.crossOriginEmbedderPolicy) {
        case void 0:
        case false:
          break;
        case true:
          result.push(crossOriginEmbedderPolicy());
          break;
        default:
          result.push(crossOriginEmbedderPolicy(options2.crossOriginEmbedderPolicy));
          break;
      }
      switch (options2.crossOriginOpenerPolicy) {
        case void 0:
        case true:
          result.push(crossOriginOpenerPolicy());
          break;
        case false:
          break;
        default:
          result.push(crossOriginOpenerPolicy(options2.crossOriginOpenerPolicy));
          break;
      }
      switch (options2.crossOriginResourcePolicy) {
        case void 0:
        case true:
          result.push(crossOriginResourcePolicy());
          break;
        case false:
          break;
        default:
          result.push(crossOriginResourcePolicy(options2.crossOriginResourcePolicy));
          break;
      }
      switch (options2.originAgentCluster) {
        case void 0:
        case true:
          result.push(originAgentCluster());
          break;
        case false:
          break;
        default:
          console.warn("Origin-Agent-Cluster does not take options. Remove the property to silence this warning.");
          result.push(originAgentCluster());
          break;
      }
      switch (options2.referrerPolicy) {
        case void 0:
        case true:
          result.push(referrerPolicy());
          break;
        case false:
          break;
        default:
          result.push(referrerPolicy(options2.referrerPolicy));
          break;
      }
      if ("strictTransportSecurity" in options2 && "hsts" in options2) {
        throw new Error("Strict-Transport-Security option was specified twice. Remove the `hsts` option to fix this error.");
      }
      const strictTransportSecurityOption = options2.strictTransportSecurity ?? options2.hsts;
      switch (strictTransportSecurityOption) {
        case void 0:
        case true:
          result.push(strictTransportSecurity());
          break;
        case false:
          break;
        default:
          result.push(strictTransportSecurity(strictTransportSecurityOption));
          break;
      }
      if ("xContentTypeOptions" in options2 && "noSniff" in options2) {
        throw new Error("X-Content-Type-Options option was specified twice. Remove the `noSniff` option to fix this error.");
      }
      const xContentTypeOptionsOption = options2.xContentTypeOptions ?? options2.noSniff;
      switch (xContentTypeOptionsOption) {
        case void 0:
        case true:
          result.push(xContentTypeOptions());
          break;
        case false:
          break;
        default:
          console.warn("X-Content-Type-Options does not take options. Remove the property to silence this warning.");
          result.push(xContentTypeOptions());
          break;
      }
      if ("xDnsPrefetchControl" in options2 && "dnsPrefetchControl" in options2) {
        throw new Error("X-DNS-Prefetch-Control option was specified twice. Remove the `dnsPrefetchControl` option to fix this error.");
      }
      const xDnsPrefetchControlOption = options2.xDnsPrefetchControl ?? options2.dnsPrefetchControl;
      switch (xDnsPrefetchControlOption) {
        case void 0:
        case true:
          result.push(xDnsPrefetchControl());
          break;
        case false:
          break;
        default:
          result.push(xDnsPrefetchControl(xDnsPrefetchControlOption));
          break;
      }
      if ("xDownloadOptions" in options2 && "ieNoOpen" in options2) {
        throw new Error("X-Download-Options option was specified twice. Remove the `ieNoOpen` option to fix this error.");
      }
      const xDownloadOptionsOption = options2.xDownloadOptions ?? options2.ieNoOpen;
      switch (xDownloadOptionsOption) {
        case void 0:
        case true:
          result.push(xDownloadOptions());
          break;
        case false:
          break;
        default:
          console.warn("X-Download-Options does not take options. Remove the property to silence this warning.");
          result.push(xDownloadOptions());
          break;
      }
      if ("xFrameOptions" in options2 && "frameguard" in options2) {
        throw new Error("X-Frame-Options option was specified twice. Remove the `frameguard` option to fix this error.");
      }
      const xFrameOptionsOption = options2.xFrameOptions ?? options2.frameguard;
      switch (xFrameOptionsOption) {
        case void 0:
        case true:
          result.push(xFrameOptions());
          break;
        case false:
          break;
        default:
          result.push(xFrameOptions(xFrameOptionsOption));
          break;
      }
      if ("xPermittedCrossDomainPolicies" in options2 && "permittedCrossDomainPolicies" in options2) {
        throw new Error("X-Permitted-Cross-Domain-Policies option was specified twice. Remove the `permittedCrossDomainPolicies` option to fix this error.");
      }
      const xPermittedCrossDomainPoliciesOption = options2.xPermittedCrossDomainPolicies ?? options2.permittedCrossDomainPolicies;
      switch (xPermittedCrossDomainPoliciesOption) {
        case void 0:
        case true:
          result.push(xPermittedCrossDomainPolicies());
          break;
        case false:
          break;
        default:
          result.push(xPermittedCrossDomainPolicies(xPermittedCrossDomainPoliciesOption));
          break;
      }
      if ("xPoweredBy" in options2 && "hidePoweredBy" in options2) {
        throw new Error("X-Powered-By option was specified twice. Remove the `hidePoweredBy` option to fix this error.");
      }
      const xPoweredByOption = options2.xPoweredBy ?? options2.hidePoweredBy;
      switch (xPoweredByOption) {
        case void 0:
        case true:
          result.push(xPoweredBy());
          break;
        case false:
          break;
        default:
          console.warn("X-Powered-By does not take options. Remove the property to silence this warning.");
          result.push(xPoweredBy());
          break;
      }
      if ("xXssProtection" in options2 && "xssFilter" in options2) {
        throw new Error("X-XSS-Protection option was specified twice. Remove the `xssFilter` option to fix this error.");
      }
      const xXssProtectionOption = options2.xXssProtection ?? options2.xssFilter;
      switch (xXssProtectionOption) {
        case void 0:
        case true:
          result.push(xXssProtection());
          break;
        case false:
          break;
        default:
          console.warn("X-XSS-Protection does not take options. Remove the property to silence this warning.");
          result.push(xXssProtection());
          break;
      }
      return result;
    }
    var helmet2 = Object.assign(
      function helmet3(options2 = {}) {
        if (options2.constructor?.name === "IncomingMessage") {
          throw new Error("It appears you have done something like `app.use(helmet)`, but it should be `app.use(helmet())`.");
        }
        const middlewareFunctions = getMiddlewareFunctionsFromOptions(options2);
        return function helmetMiddleware(req, res, next) {
          let middlewareIndex = 0;
          (function internalNext(err) {
            if (err) {
              next(err);
              return;
            }
            const middlewareFunction = middlewareFunctions[middlewareIndex];
            if (middlewareFunction) {
              middlewareIndex++;
              middlewareFunction(req, res, internalNext);
            } else {
              next();
            }
          })();
        };
      },
      {
        contentSecurityPolicy,
        crossOriginEmbedderPolicy,
        crossOriginOpenerPolicy,
        crossOriginResourcePolicy,
        originAgentCluster,
        referrerPolicy,
        strictTransportSecurity,
        xContentTypeOptions,
        xDnsPrefetchControl,
        xDownloadOptions,
        xFrameOptions,
        xPermittedCrossDomainPolicies,
        xPoweredBy,
        xXssProtection,
        // Legacy aliases
        dnsPrefetchControl: xDnsPrefetchControl,
        xssFilter: xXssProtection,
        permittedCrossDomainPolicies: xPermittedCrossDomainPolicies,
        ieNoOpen: xDownloadOptions,
        noSniff: xContentTypeOptions,
        frameguard: xFrameOptions,
        hidePoweredBy: xPoweredBy,
        hsts: strictTransportSecurity
      }
    );
    exports.contentSecurityPolicy = contentSecurityPolicy;
    exports.crossOriginEmbedderPolicy = crossOriginEmbedderPolicy;
    exports.crossOriginOpenerPolicy = crossOriginOpenerPolicy;
    exports.crossOriginResourcePolicy = crossOriginResourcePolicy;
    exports.default = helmet2;
    exports.dnsPrefetchControl = xDnsPrefetchControl;
    exports.frameguard = xFrameOptions;
    exports.hidePoweredBy = xPoweredBy;
    exports.hsts = strictTransportSecurity;
    exports.ieNoOpen = xDownloadOptions;
    exports.noSniff = xContentTypeOptions;
    exports.originAgentCluster = originAgentCluster;
    exports.permittedCrossDomainPolicies = xPermittedCrossDomainPolicies;
    exports.referrerPolicy = referrerPolicy;
    exports.strictTransportSecurity = strictTransportSecurity;
    exports.xContentTypeOptions = xContentTypeOptions;
    exports.xDnsPrefetchControl = xDnsPrefetchControl;
    exports.xDownloadOptions = xDownloadOptions;
    exports.xFrameOptions = xFrameOptions;
    exports.xPermittedCrossDomainPolicies = xPermittedCrossDomainPolicies;
    exports.xPoweredBy = xPoweredBy;
    exports.xXssProtection = xXssProtection;
    exports.xssFilter = xXssProtection;
    module.exports = exports.default;
    module.exports.default = module.exports;
  }
});

// node_modules/@fastify/helmet/index.js
var require_helmet2 = __commonJS({
  "node_modules/@fastify/helmet/index.js"(exports, module) {
    "use strict";
    var { randomBytes } = __require("node:crypto");
    var fp = require_fastify_plugin();
    var helmet2 = require_helmet();
    async function fastifyHelmet(fastify, options2) {
      const { enableCSPNonces, global, ...globalConfiguration } = options2;
      const isGlobal = typeof global === "boolean" ? global : true;
      if (!fastify.hasReplyDecorator("helmet")) {
        fastify.decorateReply("helmet", null);
      }
      if (!fastify.hasReplyDecorator("cspNonce")) {
        fastify.decorateReply("cspNonce", null);
      }
      fastify.addHook("onRoute", (routeOptions) => {
        if (routeOptions.helmet !== void 0) {
          if (typeof routeOptions.helmet === "object") {
            routeOptions.config = Object.assign(routeOptions.config || /* @__PURE__ */ Object.create(null), { helmet: routeOptions.helmet });
          } else if (routeOptions.helmet === false) {
            routeOptions.config = Object.assign(routeOptions.config || /* @__PURE__ */ Object.create(null), { helmet: { skipRoute: true } });
          } else {
            throw new Error("Unknown value for route helmet configuration");
          }
        }
      });
      fastify.addHook("onRequest", async function helmetConfigureReply(request, reply) {
        const { helmet: routeOptions } = request.routeOptions.config;
        if (routeOptions !== void 0) {
          const { enableCSPNonces: enableRouteCSPNonces, skipRoute, ...helmetRouteConfiguration } = routeOptions;
          const mergedHelmetConfiguration = Object.assign(/* @__PURE__ */ Object.create(null), globalConfiguration, helmetRouteConfiguration);
          const isRouteCSPNonces = skipRoute ? false : enableRouteCSPNonces ?? enableCSPNonces;
          return replyDecorators(request, reply, mergedHelmetConfiguration, isRouteCSPNonces);
        }
        return replyDecorators(request, reply, globalConfiguration, enableCSPNonces);
      });
      fastify.addHook("onRequest", function helmetApplyHeaders(request, reply, next) {
        const { helmet: routeOptions } = request.routeOptions.config;
        if (routeOptions !== void 0) {
          const { enableCSPNonces: enableRouteCSPNonces, skipRoute, ...helmetRouteConfiguration } = routeOptions;
          if (skipRoute === true) {
          } else {
            const mergedHelmetConfiguration = Object.assign(/* @__PURE__ */ Object.create(null), globalConfiguration, helmetRouteConfiguration);
            const isRouteCSPNonces = enableRouteCSPNonces ?? enableCSPNonces;
            return buildHelmetOnRoutes(request, reply, mergedHelmetConfiguration, isRouteCSPNonces);
          }
          return next();
        }
        if (isGlobal) {
          return buildHelmetOnRoutes(request, reply, globalConfiguration, enableCSPNonces);
        }
        return next();
      });
    }
    async function replyDecorators(request, reply, configuration, enableCSP) {
      if (enableCSP) {
        reply.cspNonce = {
          script: randomBytes(16).toString("hex"),
          style: randomBytes(16).toString("hex")
        };
      }
      reply.helmet = function(opts) {
        const helmetConfiguration = opts ? Object.assign(/* @__PURE__ */ Object.create(null), configuration, opts) : configuration;
        return helmet2(helmetConfiguration)(request.raw, reply.raw, done);
      };
    }
    async function buildHelmetOnRoutes(request, reply, configuration, enableCSP) {
      if (enableCSP === true && configuration.contentSecurityPolicy !== false) {
        const cspDirectives = configuration.contentSecurityPolicy ? configuration.contentSecurityPolicy.directives : helmet2.contentSecurityPolicy.getDefaultDirectives();
        const cspReportOnly = configuration.contentSecurityPolicy ? configuration.contentSecurityPolicy.reportOnly : void 0;
        const cspUseDefaults = configuration.contentSecurityPolicy ? configuration.contentSecurityPolicy.useDefaults : void 0;
        const { script: scriptCSPNonce, style: styleCSPNonce } = reply.cspNonce;
        const directives = { ...cspDirectives };
        const scriptKey = Array.isArray(directives["script-src"]) ? "script-src" : "scriptSrc";
        directives[scriptKey] = Array.isArray(directives[scriptKey]) ? [...directives[scriptKey]] : [];
        directives[scriptKey].push(`'nonce-${scriptCSPNonce}'`);
        const styleKey = Array.isArray(directives["style-src"]) ? "style-src" : "styleSrc";
        directives[styleKey] = Array.isArray(directives[styleKey]) ? [...directives[styleKey]] : [];
        directives[styleKey].push(`'nonce-${styleCSPNonce}'`);
        const contentSecurityPolicy = { directives, reportOnly: cspReportOnly, useDefaults: cspUseDefaults };
        const mergedHelmetConfiguration = Object.assign(/* @__PURE__ */ Object.create(null), configuration, { contentSecurityPolicy });
        helmet2(mergedHelmetConfiguration)(request.raw, reply.raw, done);
      } else {
        helmet2(configuration)(request.raw, reply.raw, done);
      }
    }
    function done(error) {
      if (error) throw error;
    }
    module.exports = fp(fastifyHelmet, {
      fastify: "5.x",
      name: "@fastify/helmet"
    });
    module.exports.default = fastifyHelmet;
    module.exports.fastifyHelmet = fastifyHelmet;
    module.exports.contentSecurityPolicy = helmet2.contentSecurityPolicy;
  }
});

// src/sms/message.ts
var encodings = ["gsm7", "ucs2", "latin1"];

// src/sms/encoding.ts
var encodingChoices = ["auto", ...encodings];
var maxListedMisfits = 20;
var widthOf = (codePoint) => codePoint > 65535 ? 2 : 1;
var isLatin1 = (codePoint) => codePoint >= 32 && codePoint <= 126 || codePoint >= 160 && codePoint <= 255 || codePoint === 10 || codePoint === 13;
var unitsIn = {
  /** Septets. */
  gsm7: septetsOf,
  /** UTF-16 code units: beyond the BMP handsets accept surrogate pairs, although UCS-2 proper has none. */
  ucs2: widthOf,
  /** Octets. */
  latin1: (codePoint) => isLatin1(codePoint) ? 1 : 0
};
function chooseEncoding(text, choice = "auto") {
  const encoding = choice === "auto" ? "gsm7" : choice;
  const misfits = findMisfits(text, encoding);
  if (misfits.total === 0) return { ok: true, encoding };
  return choice === "auto" ? { ok: true, encoding: "ucs2" } : { ok: false, encoding, misfits };
}
var findCharactersForcingUcs2 = (text) => findMisfits(text, "gsm7");
function findMisfits(text, encoding) {
  const unitsOf = unitsIn[encoding];
  const first = [];
  let total = 0;
  for (let position = 0; position < text.length; ) {
    const codePoint = text.codePointAt(position);
    if (unitsOf(codePoint) === 0) {
      if (total < maxListedMisfits) first.push(positioned(codePoint, position));
      total++;
    }
    position += widthOf(codePoint);
  }
  return { total, first };
}
var positioned = (codePoint, position) => ({
  character: String.fromCodePoint(codePoint),
  codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`,
  position
});

// src/sms/lookalikes.ts
var replacementChoices = ["lookalikes"];
var lookalikesByTwin = [
  // TAB, no-break space, the spaces of U+2000 to U+200A, narrow no-break, mathematical and ideographic space.
  [" ", "	\xA0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000"],
  ["\n", "\u2028\u2029"],
  // Soft hyphen, zero-width characters, direction marks, word joiner, byte order mark: all invisible.
  ["", "\xAD\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF"],
  ["'", "\u2018\u2019\u201A\u201B\u2039\u203A\u2032\xB4`"],
  ['"', "\u201C\u201D\u201E\u201F\xAB\xBB\u2033"],
  // Hyphens, dashes, the minus sign and the hyphen bullet.
  ["-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043"],
  ["...", "\u2026"],
  ["..", "\u2025"],
  [".", "\xB7\u2024"],
  ["*", "\u2022\u2023\u25E6\u25CF\u25AA\u2217"],
  ["/", "\u2044\u2215"],
  ["x", "\xD7"]
];
var twins = new Map(
  lookalikesByTwin.flatMap(([twin, lookalikes]) => [...lookalikes].map((one) => [one.codePointAt(0), twin]))
);
function chooseTextForm({ text, encoding: choice = "auto", replace }) {
  const asItIs = chooseEncoding(text, choice);
  const wanted = choice === "auto" ? "gsm7" : choice;
  if (replace === void 0 || asItIs.ok && asItIs.encoding === wanted) return unchanged(asItIs, text);
  const plain = replaceLookalikes(text, wanted);
  if (plain.ok) return { ok: true, encoding: wanted, text: plain.text, replaced: plain.replaced };
  return asItIs.ok ? unchanged(asItIs, text) : { ok: false, encoding: wanted, misfits: plain.misfits };
}
var unchanged = (chosen, text) => chosen.ok ? { ok: true, encoding: chosen.encoding, text } : chosen;
function replaceLookalikes(text, encoding) {
  const unitsOf = unitsIn[encoding];
  const replacements = [];
  const misfits = [];
  let replacedCount = 0;
  let misfitCount = 0;
  let plain = "";
  let copied = 0;
  for (let position = 0; position < text.length; ) {
    const codePoint = text.codePointAt(position);
    const end = position + widthOf(codePoint);
    if (unitsOf(codePoint) === 0) {
      const replacement = twins.get(codePoint);
      if (replacement === void 0) {
        if (misfitCount < maxListedMisfits) misfits.push(positioned(codePoint, position));
        misfitCount++;
      } else {
        if (replacedCount < maxListedMisfits) replacements.push({ ...positioned(codePoint, position), replacement });
        replacedCount++;
        plain += text.slice(copied, position) + replacement;
        copied = end;
      }
    }
    position = end;
  }
  if (misfitCount > 0) return { ok: false, misfits: { total: misfitCount, first: misfits } };
  return { ok: true, text: plain + text.slice(copied), replaced: { total: replacedCount, first: replacements } };
}

// src/sms/segments.ts
var segmentSizes = {
  gsm7: { unit: "septet", single: 160, part: 153 },
  ucs2: { unit: "UTF-16 code unit", single: 70, part: 67 },
  latin1: { unit: "octet", single: 140, part: 134 }
};
function segment(text, encoding) {
  const { starts, units, size, unitsInLast } = layOut(text, encoding);
  return { segments: starts.length, units, unitsLeft: size - unitsInLast };
}
function layOut(text, encoding) {
  const { single, part } = segmentSizes[encoding];
  const unitsOf = unitsIn[encoding];
  const starts = [0];
  let units = 0;
  let unitsInLast = 0;
  for (let position = 0; position < text.length; ) {
    const codePoint = text.codePointAt(position);
    const needed = unitsOf(codePoint);
    if (needed === 0) throw new RangeError(`A character at position ${position} does not fit ${encoding}`);
    if (unitsInLast + needed > part) {
      starts.push(position);
      unitsInLast = 0;
    }
    unitsInLast += needed;
    units += needed;
    position += widthOf(codePoint);
  }
  if (units <= single) return { starts: [0], units, size: single, unitsInLast: units };
  return { starts, units, size: part, unitsInLast };
}
var segmentCountOf = (content) => content.kind === "text" ? content.segments : 1;

// src/sms/violation.ts
var noViolations = [];
var joinViolations = (...lists) => lists.every((list) => list.length === 0) ? noViolations : lists.flat();

// src/sms/wap-push.ts
var maxUrlLength = 1e3;
var absoluteHttpUrl = /^https?:\/\/(?<authority>[A-Za-z0-9\-._~:[\]@!$&'()*+,;=%]+)(?:[/?#][A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*)?$/i;
function checkWapPushUrl(url) {
  if (url.length > maxUrlLength) return `must be at most ${maxUrlLength} characters long`;
  const authority = absoluteHttpUrl.exec(url)?.groups?.["authority"];
  if (authority === void 0 || !URL.canParse(url)) {
    return "must be an absolute http or https URL, with everything beyond ASCII percent-encoded";
  }
  return authority.includes("@") ? "must not contain a user name or password" : void 0;
}

// src/sms/content.ts
var somethingVisible = /[^\s\p{Cc}\p{Cf}]/u;
function composeContent(request, maxSegments) {
  const { wapPush, flash = false } = request;
  const blank = somethingVisible.test(request.text) ? noViolations : [{ pointer: "/text", message: "must contain at least one character that is not white space" }];
  if (wapPush !== void 0) {
    const violations = [...blank, ...checkWapPush(request, wapPush.url)];
    if (violations.length > 0) return { ok: false, violations };
    return { ok: true, content: { kind: "wap-push", title: request.text, url: wapPush.url } };
  }
  if (blank.length > 0) return { ok: false, violations: blank };
  const form = chooseTextForm(request);
  if (!form.ok) return refused("/text", explainMisfits(form.encoding, form.misfits));
  const { text, encoding } = form;
  const { segments } = segment(text, encoding);
  const limit = Math.min(request.maxSegments ?? maxSegments, maxSegments);
  if (segments > limit) {
    const source = limit === request.maxSegments ? "maxSegments of this request" : "the gateway's own limit";
    return refused("/text", `takes ${segments} segments in ${encoding}, and at most ${limit} are allowed (${source})`);
  }
  return { ok: true, content: { kind: "text", text, encoding, flash, segments } };
}
function checkWapPush(request, url) {
  const { flash, encoding = "auto", maxSegments, replace } = request;
  const urlFault = checkWapPushUrl(url);
  return [
    ...urlFault === void 0 ? [] : [{ pointer: "/wapPush/url", message: urlFault }],
    ...flash === true ? [{ pointer: "/flash", message: "must be false or absent in a WAP push" }] : [],
    ...encoding === "auto" ? [] : [{ pointer: "/encoding", message: "must be auto or absent in a WAP push" }],
    ...maxSegments === void 0 ? [] : [{ pointer: "/maxSegments", message: "must be absent in a WAP push" }],
    ...replace === void 0 ? [] : [{ pointer: "/replace", message: "must be absent in a WAP push" }]
  ];
}
function explainMisfits(encoding, { total, first }) {
  const positions = first.map(({ position }) => position).join(", ");
  const more = total > first.length ? ` and ${total - first.length} more` : "";
  const count = total === 1 ? "1 character does" : `${total} characters do`;
  return `must fit ${encoding}: ${count} not, at ${positions}${more} (in UTF-16 code units from 0)`;
}
var refused = (pointer, message) => ({ ok: false, violations: [{ pointer, message }] });

// src/sms/schedule.ts
var nanosecondsPerDay = 86400000000000n;
function parseSchedule(request, now, maxDays) {
  const asked = findInstant(request);
  if (!asked.ok) return asked;
  const { instant, pointer } = asked;
  const ahead = instant.epochNanoseconds - now.epochNanoseconds;
  if (ahead <= 0n) return violated(pointer, `must be in the future: it is ${formatSecond(now)} now`);
  if (ahead > BigInt(maxDays) * nanosecondsPerDay) {
    return violated(pointer, `must be at most ${maxDays} days ahead: it is ${formatSecond(now)} now`);
  }
  const sendAt = instant.round({ smallestUnit: "minute", roundingMode: "ceil" });
  if (sendAt.toZonedDateTimeISO("UTC").year > 9999) return violated(pointer, "must be before the year 10000 in UTC");
  return { ok: true, schedule: { sendAt, upstream: describeUpstreamSchedule(sendAt) } };
}
function findInstant({ sendAt, sendAtLocal }) {
  if (sendAt !== void 0 && sendAtLocal !== void 0) {
    return violated("/sendAtLocal", "must be absent where sendAt is present");
  }
  if (sendAt !== void 0) {
    const instant = parseInstant(sendAt);
    if (instant !== void 0) return { ok: true, instant, pointer: "/sendAt" };
    return violated("/sendAt", "must be a date and time that exists, with an offset, such as 2026-12-24T18:00:00+01:00");
  }
  if (sendAtLocal !== void 0) {
    const resolved = resolveLocalDateTime(sendAtLocal);
    if (resolved.ok) return { ...resolved, pointer: "/sendAtLocal/dateTime" };
    const violations = resolved.faults.map(({ field, message }) => ({ pointer: `/sendAtLocal/${field}`, message }));
    return { ok: false, violations };
  }
  return violated("/sendAt", "is required, or sendAtLocal in its place");
}
function describeUpstreamSchedule(instant) {
  if (instant.epochNanoseconds % 60000000000n !== 0n) throw new RangeError(`${instant} is not a whole minute`);
  const { year, month, day, hour, minute } = instant.toZonedDateTimeISO("UTC");
  const hourOfHalf = hour % 12 === 0 ? 12 : hour % 12;
  return {
    date: `${pad(month, 2)}/${pad(day, 2)}/${pad(year, 4)}`,
    time: `${pad(hourOfHalf, 2)}:${pad(minute, 2)} ${hour < 12 ? "am" : "pm"}`,
    gmt: "+00:00"
  };
}
var pad = (value, digits) => String(value).padStart(digits, "0");
var formatSecond = (instant) => instant.toString({ smallestUnit: "second" });
var violated = (pointer, message) => ({ ok: false, violations: [{ pointer, message }] });

// src/sms/unsendable-string.ts
function findUnsendableStrings(value) {
  if (isSendable(value)) return noViolations;
  const found = [];
  collect(value, "", found);
  return found;
}
function isSendable(value) {
  if (typeof value === "string") return isSendableString(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isSendable);
}
var isSendableString = (text) => text.isWellFormed() && !text.includes("\0");
function collect(value, pointer, found) {
  if (typeof value === "string") {
    if (isSendableString(value)) return;
    const what = value.isWellFormed() ? "NUL" : "half of a surrogate pair";
    found.push({ pointer, message: `must not contain ${what}` });
  } else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) collect(child, `${pointer}/${escapeKey(key)}`, found);
  }
}
var escapeKey = (key) => /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;

// src/messages/compose-message.ts
var maxRecipients = 1e3;
var maxNumbersToRead = 100;
function composeMessage(request, settings, nowMs) {
  const { deliveryReport = true, reference, template } = request;
  const { to, violations: recipientFaults } = readRecipients(request.to, settings.readNumber);
  const from = request.from ?? settings.defaultSender;
  const content = composeContent(request, settings.maxSegments);
  const schedule = request.kind === "scheduled" ? parseSchedule(request, Temporal.Instant.fromEpochMilliseconds(nowMs), settings.maxScheduleDays) : void 0;
  const violations = joinViolations(
    recipientFaults,
    checkFrom(request.from, settings.defaultSender),
    content.ok ? noViolations : content.violations,
    schedule === void 0 || schedule.ok ? noViolations : schedule.violations,
    findUnsendableStrings(request)
  );
  if (violations.length > 0 || from === void 0 || !content.ok || schedule?.ok === false) {
    return { ok: false, violations };
  }
  const message = { to, from, content: content.content, deliveryReport };
  if (template !== void 0) message.template = template;
  if (schedule !== void 0) message.schedule = schedule.schedule;
  if (reference !== void 0) message.reference = reference;
  return { ok: true, message };
}
function readRecipients(to, readNumber) {
  if (readNumber === void 0 || to.length > maxRecipients || to.every(isPhoneNumber)) {
    return { to, violations: checkRecipients(to) };
  }
  if (to.filter((number) => !isPhoneNumber(number)).length > maxNumbersToRead) {
    const message = `must hold at most ${maxNumbersToRead} phone numbers that are not in E.164 form`;
    return { to, violations: [{ pointer: "/to", message }] };
  }
  const expected = /* @__PURE__ */ new Map();
  const read = to.map((written, index) => {
    if (isPhoneNumber(written)) return written;
    const reading = readNumber(written);
    if (reading.ok) return reading.number;
    expected.set(index, reading.expected);
    return written;
  });
  return { to: read, violations: checkRecipients(read, expected) };
}
var notE164 = "must be a phone number in E.164 form with +, such as +213550000001";
function checkRecipients(to, expected) {
  if (to.length === 0 || to.length > maxRecipients) {
    return [{ pointer: "/to", message: `must hold 1 to ${maxRecipients} phone numbers` }];
  }
  if (to.every(isPhoneNumber) && areDistinct(to)) return noViolations;
  const malformed = to.flatMap(
    (number, index) => isPhoneNumber(number) ? [] : [{ pointer: `/to/${index}`, message: expected?.get(index) ?? notE164 }]
  );
  const repeated = findDuplicates(to).filter(({ index }) => isPhoneNumber(to[index] ?? "")).map(({ index, firstIndex }) => ({ pointer: `/to/${index}`, message: `${to[index]} repeats /to/${firstIndex}` }));
  return [...malformed, ...repeated];
}
function checkFrom(from, defaultSender) {
  if (from === void 0) {
    return defaultSender === void 0 ? [{ pointer: "/from", message: "is required: there is no default sender" }] : noViolations;
  }
  const message = checkSender(from);
  return message === void 0 ? noViolations : [{ pointer: "/from", message }];
}

// src/http/schemas/message-request.ts
var exampleRequest = {
  to: ["+213550000001"],
  from: "ACME",
  text: "Your code is 1234",
  reference: "order-42"
};
var exampleSendAt = "2027-06-01T09:00:00+01:00";
var registration = (of) => Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 128,
    pattern: "^[A-Za-z0-9_.,-]+$",
    description: `The registered ${of}.`,
    "x-expected": "letters, digits and the signs _ . , -"
  })
);
var requestFields = {
  to: Type.Array(
    Type.String({
      pattern: phoneNumberPattern,
      description: "A mobile number in E.164 form, with its `+`.",
      "x-expected": "a phone number in E.164 form with +, such as +213550000001"
    }),
    { minItems: 1, maxItems: maxRecipients, description: "The recipients, each number once." }
  ),
  from: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 18,
      "x-expected": "a number of up to 18 characters, or a name of up to 11",
      description: "The sender: a number of up to 18 characters, or a name of up to 11. Optional if the gateway has a `DEFAULT_SENDER`."
    })
  ),
  text: Type.String({
    minLength: 1,
    maxLength: 4e4,
    description: "The text of the message, or the title of a WAP push."
  }),
  encoding: Type.Optional(
    stringEnum(encodingChoices, {
      default: "auto",
      description: "`auto` chooses GSM 7-bit if every character fits and UCS-2 otherwise; with the others, a text that does not fit is refused."
    })
  ),
  replace: Type.Optional(
    stringEnum(replacementChoices, {
      description: "`lookalikes`: replace typographic characters (no-break spaces, \u2019 \u201C \u2013 \u2026 and the like) by plain ones if the whole text then fits GSM 7-bit, or the requested `encoding`. The answer lists the replacements. By default nothing is replaced."
    })
  ),
  flash: Type.Optional(
    Type.Boolean({
      default: false,
      description: "Display the message immediately without storing it (a class 0 message)."
    })
  ),
  deliveryReport: Type.Optional(
    Type.Boolean({ default: true, description: "Ask the upstream for a delivery report." })
  ),
  maxSegments: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 255,
      description: "Refuse a text that takes more segments than this. The gateway's own `MAX_SEGMENTS` also applies."
    })
  ),
  reference: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 128,
      description: "Your own reference for the message. It is returned in answers and never sent to the provider."
    })
  ),
  wapPush: Type.Optional(
    Type.Object(
      { url: Type.String({ minLength: 1, maxLength: 1e3, description: "An absolute http or https address." }) },
      {
        additionalProperties: false,
        description: "Send a WAP push: a link with `text` as its title. Cannot be combined with flash, encoding, replace or maxSegments."
      }
    )
  ),
  template: Type.Optional(
    Type.Object(
      {
        entityId: registration("principal entity"),
        templateId: registration("template"),
        telemarketerId: registration("telemarketer or chain of them")
      },
      {
        additionalProperties: false,
        minProperties: 1,
        description: "The registration of the text with an authority (DLT in India), passed on unchanged."
      }
    )
  ),
  acknowledgePossibleDuplicate: Type.Optional(
    Type.String({
      format: "uuid",
      "x-expected": "the id of a message, as `duplicateOf` gives it",
      description: "The id of an earlier message with an unknown outcome, as `possible-duplicate` names it: send this message although that one, or an identical earlier one, may have been sent. It does not apply to any later message."
    })
  )
};
var SendMessageSchema = Type.Object(requestFields, {
  $id: "SendMessage",
  additionalProperties: false,
  description: "A message to be sent immediately.",
  examples: [exampleRequest]
});
var ScheduleMessageSchema = Type.Object(
  {
    ...requestFields,
    sendAt: Type.Optional(
      Type.String({
        maxLength: 40,
        description: "When to send: RFC 3339 with an offset. Seconds round up to the minute. Exactly one of `sendAt` and `sendAtLocal` is required.",
        examples: [exampleSendAt]
      })
    ),
    sendAtLocal: Type.Optional(
      Type.Object(
        {
          dateTime: Type.String({
            maxLength: 40,
            description: "A local date and time.",
            examples: ["2027-06-01T09:00"]
          }),
          timeZone: Type.String({ maxLength: 64, description: "An IANA time zone.", examples: ["Africa/Algiers"] }),
          disambiguation: Type.Optional(
            stringEnum(disambiguations, {
              default: "reject",
              description: "How to resolve a local time that a clock change skips or repeats."
            })
          )
        },
        { additionalProperties: false, description: "When to send, in local time." }
      )
    )
  },
  {
    $id: "ScheduleMessage",
    additionalProperties: false,
    description: "A message for the provider to send later.",
    examples: [{ ...exampleRequest, sendAt: exampleSendAt }]
  }
);
function withNationalNumbers(schema, country) {
  const items = Type.String({
    maxLength: maxWrittenNumberLength,
    description: `A mobile number with \`+\` or \`00\` and its country code, or as it is dialled in ${country}. At most ${maxNumbersToRead} numbers of a message may be in another form than E.164.`,
    "x-expected": `a phone number with + and its country code, or as it is dialled in ${country}`
  });
  const { properties } = schema;
  return { ...schema, properties: { ...properties, to: { ...properties.to, items } } };
}
var toImmediateRequest = (body) => ({
  ...normalizeRequest(body),
  kind: "immediate"
});
var toScheduledRequest = (body) => ({
  ...normalizeRequest(body),
  kind: "scheduled"
});
function normalizeRequest(body) {
  const { acknowledgePossibleDuplicate: id } = body;
  return id === void 0 ? body : { ...body, acknowledgePossibleDuplicate: normalizeId(id) };
}
var standIns = { to: exampleRequest.to, text: exampleRequest.text, wapPush: { url: "https://example.com" } };
function checkUsable(body, unusable, check) {
  if (unusable.size === 0) return check(body);
  const replaced = Object.entries(standIns).filter(([field]) => unusable.has(field));
  const kept = Object.entries(body).filter(([field]) => !unusable.has(field));
  const usable = Object.fromEntries([...kept, ...replaced]);
  const unjudged = scheduleFields.some((field) => unusable.has(field)) ? [...unusable, ...scheduleFields] : [...unusable];
  return check(usable).filter(({ pointer }) => !unjudged.includes(pointer.split("/")[1] ?? ""));
}
var scheduleFields = ["sendAt", "sendAtLocal"];

// src/http/routes/pages.ts
var import_helmet = __toESM(require_helmet2(), 1);
var options = {
  // TLS is terminated in front of the gateway. Over plain http browsers ignore these three, the last two with a
  // warning. The proxy that terminates TLS decides for which names the first applies.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xFrameOptions: { action: "deny" }
};
async function registerPages(app, policy, register) {
  const directives = Object.fromEntries(Object.entries(policy).map(([name, sources]) => [name, [...sources]]));
  const plugin = async (pages) => {
    await pages.register(import_helmet.default, { ...options, contentSecurityPolicy: { useDefaults: false, directives } });
    pages.addHook("onRequest", async (_request, reply) => {
      for (const name of Object.keys(apiHeaders)) reply.header(name, reply.raw.getHeader(name) ?? reply.getHeader(name));
    });
    await register(pages);
  };
  await app.register(plugin);
}

// src/messages/caller.ts
var scopes = ["messages:send", "messages:read", "operations"];
var maxRequestsPerMinute = 1e8;
var callerNamePattern = "[a-z][a-z0-9-]{0,31}";
var everybody = "*";
var anonymous = { name: "anonymous", scopes: new Set(scopes) };

// src/http/server/authentication.ts
var securityScheme = "apiKey";
var challenge = 'Bearer realm="bulksms-gateway"';
var bearer = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;
function registerAuthentication(app, authenticate) {
  app.decorateRequest("caller");
  describeSecurity(app);
  app.addHook("onRequest", (request, reply, done) => {
    const { scope, otherScope } = request.route.config;
    if (scope === void 0) {
      done();
      return;
    }
    const caller = authenticate === void 0 ? anonymous : findCaller(request, authenticate);
    if (caller === void 0) {
      refuseUnknown(request, reply);
      return;
    }
    request.caller = caller;
    if (caller.scopes.has(scope) || otherScope !== void 0 && caller.scopes.has(otherScope)) {
      done();
      return;
    }
    reply.header("www-authenticate", `${challenge}, error="insufficient_scope", scope="${scope}"`);
    refuseAs("not-permitted", request, reply);
  });
}
function findCaller({ headers, raw }, authenticate) {
  const [, key] = bearer.exec(headers.authorization ?? "") ?? [];
  return key === void 0 || countHeader(raw, "authorization") > 1 ? void 0 : authenticate(key);
}
function refuseUnknown(request, reply) {
  const error = request.headers.authorization === void 0 ? "" : ', error="invalid_token"';
  return refuseAs("authentication-required", request, reply.header("www-authenticate", challenge + error));
}
function describeSecurity(app) {
  app.addHook("onRoute", ({ config, schema }) => {
    const needed = [config?.scope, config?.otherScope].filter((scope) => scope !== void 0);
    if (schema !== void 0 && needed.length > 0) {
      schema.security = needed.map((scope) => ({ [securityScheme]: [scope] }));
    }
  });
}

export {
  scopes,
  maxRequestsPerMinute,
  callerNamePattern,
  everybody,
  anonymous,
  encodings,
  describeUpstreamSchedule,
  findCharactersForcingUcs2,
  chooseTextForm,
  segment,
  segmentCountOf,
  noViolations,
  composeMessage,
  exampleRequest,
  exampleSendAt,
  SendMessageSchema,
  ScheduleMessageSchema,
  withNationalNumbers,
  toImmediateRequest,
  toScheduledRequest,
  checkUsable,
  require_fastify_plugin,
  registerPages,
  securityScheme,
  registerAuthentication
};
