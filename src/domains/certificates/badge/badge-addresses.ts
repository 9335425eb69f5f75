/** The addresses that badges name, under the public address of the service. They stay: badges last for years. */
export const badgeAddresses = (publicUrl: string) => ({
  issuer: `${publicUrl}/badges/issuer`,
  keys: `${publicUrl}/badges/keys`,
  key: (id: string) => `${publicUrl}/badges/keys/${id}`,
  achievement: (trackId: string) => `${publicUrl}/badges/achievements/${trackId}`,
  certificate: (id: string) => `${publicUrl}/certificates/${id}`,
});
