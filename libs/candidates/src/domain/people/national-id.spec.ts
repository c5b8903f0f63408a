import { describe, expect, it } from '@jest/globals';
import { hideNationalIds, maskNationalId } from './national-id.js';

describe('national ids', () => {
  it('show their last digit only', () => {
    expect(maskNationalId('35202-1234567-9')).toBe('*****-*******-9');
  });

  it.each(['35202-1234567-9', '3520212345679', '35202 1234567 9', '35202.1234567.9', '35202\n1234567-9'])(
    'are hidden in text as %j',
    (written) => {
      expect(hideNationalIds(`CNIC: ${written}, Lahore`)).toBe('CNIC: *****-*******-9, Lahore');
    },
  );

  it('leave other numbers readable', () => {
    const text = '+92 300 1234567, 2015 - 2019, 54000, 12345678901234';
    expect(hideNationalIds(text)).toBe(text);
  });
});
