import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;

// src/sms/phone-number.ts
var phoneNumberPattern = "^\\+[1-9][0-9]{6,14}$";
var phoneNumber = new RegExp(phoneNumberPattern);
var isPhoneNumber = (text) => phoneNumber.test(text);
var maxWrittenNumberLength = 40;
var leastHiddenDigits = 5;
function maskPhoneNumber(number) {
  if (!isPhoneNumber(number)) return "*****";
  const first = Math.min(4, number.length - 1 - 2 - leastHiddenDigits);
  return `${number.slice(0, 1 + first)}*****${number.slice(-2)}`;
}
var areDistinct = (numbers) => numbers.length < 2 || new Set(numbers).size === numbers.length;
function findDuplicates(numbers) {
  const firstIndexes = /* @__PURE__ */ new Map();
  const duplicates = [];
  for (const [index, number] of numbers.entries()) {
    const firstIndex = firstIndexes.get(number);
    if (firstIndex === void 0) firstIndexes.set(number, index);
    else duplicates.push({ index, firstIndex });
  }
  return duplicates;
}

export {
  phoneNumberPattern,
  isPhoneNumber,
  maxWrittenNumberLength,
  maskPhoneNumber,
  areDistinct,
  findDuplicates
};
