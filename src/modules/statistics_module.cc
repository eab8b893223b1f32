// _statistics: the inverse of the normal distribution's cumulative function, by Wichura's algorithm AS 241
// (Applied Statistics 37, 1988), whose coefficients these are.
#include <math.h>

#include "modules/module_helpers.h"
#include "objects/float.h"

namespace taipan {
namespace {

double polynomial(const double (&coefficients)[8], double r) {
  double sum = coefficients[0];
  for (int i = 1; i < 8; i++) sum = sum * r + coefficients[i];
  return sum;
}

constexpr double kCentralNumerator[8] = {
    2509.0809287301226727e+0, 33430.575583588128105e+0, 67265.770927008700853e+0, 45921.953931549871457e+0,
    13731.693765509461125e+0, 1971.5909503065514427e+0, 133.14166789178437745e+0, 3.3871328727963666080e+0};
constexpr double kCentralDenominator[8] = {
    5226.4952788528545610e+0, 28729.085735721942674e+0, 39307.895800092710610e+0, 21213.794301586595867e+0,
    5394.1960214247511077e+0, 687.18700749205790830e+0, 42.313330701600911252e+0, 1.0};
constexpr double kMiddleNumerator[8] = {
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
    3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0};
constexpr double kMiddleDenominator[8] = {
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
    6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0};
constexpr double kTailNumerator[8] = {
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
    2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0};
constexpr double kTailDenominator[8] = {
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
    1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0};

// Signed distance from the mean in standard deviations.
double standardInverse(double p) {
  double q = p - 0.5;
  if (fabs(q) <= 0.425) {
    double r = 0.180625 - q * q;
    return polynomial(kCentralNumerator, r) * q / polynomial(kCentralDenominator, r);
  }
  double r = sqrt(-log(q <= 0.0 ? p : 1.0 - p));
  double x = r <= 5.0 ? polynomial(kMiddleNumerator, r - 1.6) / polynomial(kMiddleDenominator, r - 1.6)
                      : polynomial(kTailNumerator, r - 5.0) / polynomial(kTailDenominator, r - 5.0);
  return q < 0.0 ? -x : x;
}

Ref<> inverse(Thread& thread, const Value* args) {
  double p = TRY(asDouble(thread, args[1])), mu = TRY(asDouble(thread, args[2])), sigma = TRY(asDouble(thread, args[3]));
  if (p <= 0.0 || p >= 1.0 || sigma <= 0.0) return thread.raiseValueError("inv_cdf undefined for these parameters");
  return newFloat(thread, mu + standardInverse(p) * sigma);
}

constexpr MethodDef kFunctions[] = {
    {.name = "_normal_dist_inv_cdf", .signature = "($module, p, mu, sigma, /)", .function = inverse}};

}  // namespace

extern const ModuleSpec kStatisticsModule;
constexpr ModuleSpec kStatisticsModule = {.name = "_statistics", .functions = kFunctions,
                                          .doc = "Speeds the statistics module up."};

}  // namespace taipan
